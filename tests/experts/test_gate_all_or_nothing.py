"""A reading that cannot be logged is none: what broke off after it leaves nothing behind and uses nothing up."""

import pytest

from network.audit.models import Entry
from network.consent import ledger
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.experts import disclosure
from network.experts.disclosure import (
    NoteOf,
    Viewer,
    disclose,
    disclose_in_danger,
    disclose_notes,
    disclose_payout,
    keep_note,
)
from network.experts.models import Opening, Reading
from network.experts.payees import payee_for
from network.experts.services.opening import approve_opening, ask_to_open
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
WORK = Audience(AudienceKind.ENGAGEMENT, "work-one")


@pytest.fixture
def expert():
    return factories.expert()


def for_an_office(expert):
    official = factories.official()
    ledger.grant(expert.user, Purpose.ATTEND, WORK)
    viewer = Viewer(official.user, Role.OFFICIAL, official.agency_id)
    return lambda: disclose(expert, viewer, Purpose.ATTEND, WORK)


def of_a_note(expert):
    official = factories.official()
    keep_note(expert, "n1", "What was said")
    ledger.grant(expert.user, Purpose.RECORD, WORK)
    viewer = Viewer(official.user, Role.OFFICIAL, official.agency_id)
    return lambda: disclose_notes(viewer, [NoteOf(expert, WORK.ref, "n1")])


def for_finance(expert):
    viewer, ref = Viewer(factories.user(Role.FINANCE), Role.FINANCE), payee_for(expert).public_id
    return lambda: disclose_payout(ref, viewer, "Transfer")


def in_danger(expert):
    asks, agrees = factories.user(Role.MANAGER), factories.user(Role.MANAGER)
    opening = ask_to_open(expert, ["boundaries"], "life", "To warn her.", by=asks)
    approve_opening(opening, by=agrees)
    return lambda: disclose_in_danger(Opening.objects.get(pk=opening.pk), asks)


@pytest.mark.parametrize("reading", [for_an_office, of_a_note, for_finance, in_danger])
def test_it_can_be_read_again_after_a_log_that_failed_and_stands_there_once(expert, reading, monkeypatch):
    read = reading(expert)
    with monkeypatch.context() as broken:
        broken.setattr(disclosure, "record_each", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            read()
    assert not Reading.objects.exists()
    assert read(), "what was broken off is not used up"
    assert Reading.objects.count() == Entry.objects.filter(action="experts.read").count() == 1
