import pytest

from network.agencies.models import Agency
from network.agencies.states import AGENCY, AgencyState
from network.audit.models import Entry
from network.audit.moves import advance
from network.common.states import MoveRefused
from tests.factories import agency, user

pytestmark = pytest.mark.django_db


def test_a_move_is_saved_and_written_down():
    office, by = agency(state=AgencyState.REGISTERED), user()
    assert advance(office, AGENCY, "verify", actor=by, role="manager") == AgencyState.VERIFIED
    assert Agency.objects.get().state == AgencyState.VERIFIED
    entry = Entry.objects.latest("id")
    assert entry.action == "agencies.agency.verify" and entry.actor == by.public_id
    assert entry.detail == {"role": "manager", "before": "registered", "after": "verified"}


@pytest.mark.parametrize(("move", "role"), [("verify", "expert"), ("suspend", "manager"), ("fly", "manager")])
def test_a_refused_move_changes_nothing(move, role):
    office = agency(state=AgencyState.REGISTERED)
    written = Entry.objects.count()
    with pytest.raises(MoveRefused):
        advance(office, AGENCY, move, actor=None, role=role)
    assert Agency.objects.get().state == AgencyState.REGISTERED
    assert Entry.objects.count() == written


def test_the_stored_state_counts_and_not_the_one_in_memory():
    office = agency(state=AgencyState.REGISTERED)
    Agency.objects.update(state=AgencyState.DECLINED)
    with pytest.raises(MoveRefused):
        advance(office, AGENCY, "verify", actor=None, role="manager")


def test_only_named_fields_are_saved_with_it():
    office = agency(state=AgencyState.REGISTERED, name="Before")
    office.name, office.purpose = "After", "Saved"
    advance(office, AGENCY, "verify", actor=None, role="manager", save=["purpose"])
    stored = Agency.objects.get()
    assert (stored.name, stored.purpose) == ("Before", "Saved")
