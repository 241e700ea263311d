"""What she reads of her own: all that she sealed, nobody else's, and no reading is logged for it."""

import pytest

from network.experts.disclosure import discard_note, keep_note, note_is_kept, own_notes
from network.experts.models import Profile, Reading
from network.experts.own import own_particulars, own_payout_details
from network.vault import services as vault
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def expert():
    return factories.expert()


def test_her_particulars_are_what_she_sealed_and_nothing_for_who_never_did(expert):
    vault.seal(expert.public_id, legal_name="Ana Heron")
    given = own_particulars(expert)
    assert given["legal_name"] == "Ana Heron" and "payout_details" not in given
    assert own_particulars(Profile(public_id="nobody-yet", user=expert.user)) == {}
    assert not Reading.objects.exists()


def test_where_her_money_goes_is_what_she_wrote_and_empty_for_who_never_did(expert):
    vault.seal(expert.public_id, payout_details="Bank of the river")
    assert own_payout_details(expert) == "Bank of the river"
    assert own_payout_details(Profile(public_id="nobody-yet", user=expert.user)) == ""


def test_several_notes_are_her_own_and_those_gone_are_absent(expert):
    other = factories.expert()
    for of, note in ((expert, "n1"), (expert, "n2"), (expert, "n3"), (other, "n4")):
        keep_note(of, note, f"Words of {note}")
    discard_note(expert, "n2")
    assert own_notes(expert, ["n1", "n2", "n4"]) == {"n1": "Words of n1"}


def test_only_rows_whose_own_words_are_still_sealed_are_kept(expert):
    """Asked inside SQL by whatever row names a note; profiles do here, under their own public id."""
    other = factories.expert()
    kept = Profile.objects.filter(note_is_kept("public_id"))
    keep_note(expert, expert.public_id, "What was said")
    assert list(kept.all()) == [expert]
    keep_note(other, other.public_id, "What was said")
    discard_note(expert, expert.public_id)
    assert list(kept.all()) == [other]
