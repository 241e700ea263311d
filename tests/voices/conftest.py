import pytest
from django.urls import reverse

from cms.models import ContentPage, HomePage
from network.voices.models import Voice
from tests import factories

PAGE = "/in-experts-words/"
TITLE = "In experts’ words"


@pytest.fixture
def expert(db):
    return factories.expert()


@pytest.fixture
def own(sign_in, expert):
    """A browser in which the expert is signed in."""
    return sign_in(expert.user)


@pytest.fixture
def mine():
    """The address of her own page."""
    return reverse("voices:mine")


@pytest.fixture
def show(db):
    """`show(*voices)` puts them on a live page, as an editor does."""

    def put(*voices: Voice) -> ContentPage:
        page = ContentPage(
            title=TITLE, slug="in-experts-words", body=[("voice", each.public_id) for each in voices]
        )
        HomePage.objects.get().add_child(instance=page)
        page.save_revision().publish()
        return page

    return put
