import pytest
from django.db import connection, transaction
from django.test import override_settings

from tests import canaries
from tests.guards import world as worlds


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo network, loaded once for a module of tests and rolled back after it.

    Tests that use it carry no `django_db` mark: that would close the connection under it. One test of the
    module must carry the mark, else pytest-django makes no database; marked tests run first.
    """
    mails = override_settings(EMAIL_FILE_PATH=tmp_path_factory.mktemp("mail"))
    with django_db_blocker.unblock(), transaction.atomic(), mails, canaries.standing() as keep:
        loaded = worlds.load()
        keep()
        yield loaded
        transaction.set_rollback(True)
    connection.close()


@pytest.fixture
def undone(world):
    """Whatever this test writes into the world is undone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
