"""Words for the public as they are kept: sealed under her key until she takes them back, her name only if it is hers."""

import pytest

from network.experts.published import discard_words, has_name, keep_words, own_words
from network.vault import services as vault
from network.vault.models import Sealed
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert():
    return factories.expert(consents=())


def test_words_taken_back_are_gone_and_the_others_stay(expert):
    keep_words(expert, "one", "The first words")
    keep_words(expert, "two", "The second words")
    discard_words(expert, "one")
    assert own_words(expert, ["one", "two"]) == {"two": "The second words"}
    assert not Sealed.objects.filter(name="words_one").exists()


def test_the_words_of_another_are_not_hers(expert):
    keep_words(factories.expert(consents=()), "one", "The first words")
    assert own_words(expert, ["one"]) == {}


def test_a_name_is_there_only_if_it_is_hers_and_a_name(expert):
    factories.expert(consents=())  # Somebody who gave a name.
    assert has_name(expert)
    vault.discard(expert.public_id, "legal_name")
    assert has_name(expert) is False
