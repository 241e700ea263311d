import pytest
from django.core.management import call_command

from cms.models import HomePage
from network.people.roles import Role
from network.people.services import create_user
from tests import factories
from tests.conftest import give_second_step


@pytest.fixture
def home(db) -> HomePage:
    return HomePage.objects.get()


@pytest.fixture
def rates(db, settings):
    """The published rates and the network's own cards."""
    for name in ("rates.csv", "rate_cards.csv"):
        call_command("import_rates", settings.ROOT / "data" / name, verbosity=0)


@pytest.fixture
def editor(db):
    user = create_user("editor-of-pages", Role.EDITOR, password=factories.PASSWORD)
    give_second_step(user)
    return user


@pytest.fixture
def editing(editor, sign_in):
    """A client signed in as an editor."""
    return sign_in(editor)
