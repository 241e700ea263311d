"""The disclosure gate: nothing without a yes that holds, never more than it covers, and never unseen."""

from datetime import timedelta

import pytest

from network.common import clock
from network.consent import ledger, texts
from network.consent.purposes import NETWORK, Audience, AudienceKind, Purpose
from network.experts.disclosure import (
    NOTHING,
    OPENS,
    Viewer,
    discard_note,
    disclose,
    disclose_note,
    disclose_payout,
    keep_note,
    own_note,
)
from network.experts.models import Profile, Reading, Wall
from network.experts.payees import payee_for
from network.experts.services import leave, pause, resume
from network.people.roles import Role
from network.vault import services as vault
from tests import factories

pytestmark = pytest.mark.django_db
WORK = Audience(AudienceKind.ENGAGEMENT, "work-one")
OTHER_WORK = Audience(AudienceKind.ENGAGEMENT, "work-two")


@pytest.fixture
def expert():
    return factories.expert()


@pytest.fixture
def official():
    return factories.official()


def seen(expert, official, audience=WORK):
    """What this official sees for attending."""
    viewer = Viewer(official.user, Role.OFFICIAL, official.agency_id)
    return disclose(expert, viewer, Purpose.ATTEND, audience)


def test_a_yes_opens_exactly_its_fields(expert, official):
    ledger.grant(expert.user, Purpose.ATTEND, WORK)
    assert set(seen(expert, official).fields) == {"accommodations", "boundaries"}


def _absent(expert, official):
    pass


def _withdrawn(expert, official):
    ledger.grant(expert.user, Purpose.ATTEND, WORK)
    ledger.withdraw(expert.user, Purpose.ATTEND, WORK)


def _for_other_work(expert, official):
    ledger.grant(expert.user, Purpose.ATTEND, OTHER_WORK)


def _for_another_purpose(expert, official):
    ledger.grant(expert.user, Purpose.RECORD, WORK)


def _walled(expert, official):
    ledger.grant(expert.user, Purpose.ATTEND, WORK)
    Wall.objects.create(profile=expert, agency=official.agency, since=clock.now())


def _paused(expert, official):
    ledger.grant(expert.user, Purpose.ATTEND, WORK)
    pause(expert)


def _left(expert, official):
    ledger.grant(expert.user, Purpose.ATTEND, WORK)
    leave(expert)


def _other_role(expert, official):
    """The caller says official, but the person is none any more."""
    ledger.grant(expert.user, Purpose.ATTEND, WORK)
    official.user.role_grants.all().delete()
    official.user.__dict__.pop("roles", None)


def _inactive(expert, official):
    ledger.grant(expert.user, Purpose.ATTEND, WORK)
    official.user.is_active = False


@pytest.mark.parametrize(
    "why",
    [
        _absent, _withdrawn, _for_other_work, _for_another_purpose, _walled, _paused, _left, _other_role, _inactive,
    ],
)  # fmt: skip
def test_every_reason_gives_the_same_nothing_and_no_reading(expert, official, why):
    why(expert, official)
    assert seen(expert, official) == NOTHING
    assert not Reading.objects.exists()


def test_an_expert_who_is_not_there_gives_the_same_nothing(official):
    assert seen(None, official) == NOTHING


def test_a_lapsed_yes_opens_nothing(expert, official):
    ledger.grant(expert.user, Purpose.ATTEND, WORK, until=clock.now() + timedelta(days=1))
    with clock.standing_at(clock.now() + timedelta(days=2)):
        assert seen(expert, official) == NOTHING


def test_a_yes_to_older_words_opens_nothing(expert, official, monkeypatch):
    ledger.grant(expert.user, Purpose.ATTEND, WORK)
    old = texts.TEXTS["en"][Purpose.ATTEND]
    monkeypatch.setitem(texts.TEXTS["en"], Purpose.ATTEND, old._replace(version=2))
    assert seen(expert, official) == NOTHING


def test_the_stored_rows_count_and_not_the_object_at_hand(expert, official):
    ledger.grant(expert.user, Purpose.ATTEND, WORK)
    stale = Profile.objects.get(pk=expert.pk)
    pause(expert)
    assert seen(stale, official) == NOTHING
    resume(expert)
    assert seen(stale, official) != NOTHING


def test_an_official_without_an_office_sees_nothing(expert, official):
    ledger.grant(expert.user, Purpose.ATTEND, WORK)
    assert disclose(expert, Viewer(official.user, Role.OFFICIAL), Purpose.ATTEND, WORK) == NOTHING


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OFFICIAL])
def test_no_other_role_is_opened_anything_by_a_yes(expert, role):
    for purpose in (Purpose.ATTEND, Purpose.RECORD):
        ledger.grant(expert.user, purpose, WORK)
    viewer = Viewer(factories.user(role), role)
    assert all(disclose(expert, viewer, purpose, WORK) == NOTHING for purpose in Purpose)
    keep_note(expert, "n1", "words")
    assert disclose_note(expert, viewer, WORK.ref, "n1") is None


def test_a_yes_for_one_office_reaches_no_other(expert, official):
    here = Audience(AudienceKind.AGENCY, official.agency.public_id)
    ledger.grant(expert.user, Purpose.NAME, here)
    colleague = factories.official()
    with clock.standing_at(clock.now() + timedelta(days=4)):
        ledger.confirm(expert.user, Purpose.NAME, here)
        for who, sees in ((official, {"legal_name"}), (colleague, set())):
            viewer = Viewer(who.user, Role.OFFICIAL, who.agency_id)
            assert set(disclose(expert, viewer, Purpose.NAME, here).fields) == sees


@pytest.mark.parametrize("after", [timedelta(0), timedelta(days=4)])
def test_a_name_is_not_shown_before_the_second_yes(expert, official, after):
    here = Audience(AudienceKind.AGENCY, official.agency.public_id)
    ledger.grant(expert.user, Purpose.NAME, here)
    viewer = Viewer(official.user, Role.OFFICIAL, official.agency_id)
    with clock.standing_at(clock.now() + after):
        assert disclose(expert, viewer, Purpose.NAME, here) == NOTHING


def test_each_reading_is_shown_to_the_expert_with_role_purpose_and_fields(expert, official):
    ledger.grant(expert.user, Purpose.ATTEND, WORK)
    seen(expert, official)
    reading = expert.readings.get()
    assert (reading.viewer_role, reading.purpose) == ("Official", "attend")
    assert reading.fields_in_words == "What you need to take part, What you do not want in a meeting"
    assert reading.viewer == official.user.public_id


def test_only_named_fields_can_ever_be_opened():
    """Payout details and the expert's own words about herself are in no consent's reach."""
    assert {name for names in OPENS.values() for name in names} == {
        "accommodations",
        "boundaries",
        "legal_name",
    }


def test_a_note_opens_only_while_its_record_may_be_kept(expert, official):
    keep_note(expert, "n1", "What was said")
    viewer = Viewer(official.user, Role.OFFICIAL, official.agency_id)
    assert disclose_note(expert, viewer, WORK.ref, "n1") is None
    ledger.grant(expert.user, Purpose.RECORD, WORK)
    assert disclose_note(expert, viewer, WORK.ref, "n1") == "What was said"
    assert disclose_note(expert, viewer, OTHER_WORK.ref, "n1") is None
    assert expert.readings.get().fields_in_words == "A note of what you said"
    ledger.withdraw(expert.user, Purpose.RECORD, WORK)
    assert disclose_note(expert, viewer, WORK.ref, "n1") is None


def test_the_owner_reads_and_discards_a_note_without_being_logged(expert):
    keep_note(expert, "n1", "What was said")
    assert own_note(expert, "n1") == "What was said"
    assert own_note(factories.expert(), "n1") is None
    discard_note(expert, "n1")
    assert own_note(expert, "n1") is None
    assert not Reading.objects.exists()


class TestPayout:
    @pytest.fixture
    def finance(self):
        return Viewer(factories.user(Role.FINANCE), Role.FINANCE)

    def test_finance_reads_it_with_a_reason_that_the_expert_sees(self, expert, finance):
        ref = payee_for(expert).public_id
        assert set(disclose_payout(ref, finance, "Transfer of today").fields) == {"payout_details"}
        reading = expert.readings.get()
        assert (reading.reason, reading.purpose_in_words) == ("Transfer of today", "Paying you")

    @pytest.mark.parametrize("reason", ["", "   "])
    def test_without_a_reason_there_is_nothing(self, expert, finance, reason):
        assert disclose_payout(payee_for(expert).public_id, finance, reason) == NOTHING
        assert not Reading.objects.exists()

    @pytest.mark.parametrize("role", [role for role in Role if role != Role.FINANCE])
    def test_nobody_else_reads_it(self, expert, role):
        ref = payee_for(expert).public_id
        assert disclose_payout(ref, Viewer(factories.user(role), role), "why") == NOTHING
        assert disclose_payout(ref, Viewer(factories.user(role), Role.FINANCE), "why") == NOTHING

    def test_a_pause_does_not_keep_money_from_an_expert(self, expert, finance):
        pause(expert)
        assert disclose_payout(payee_for(expert).public_id, finance, "Transfer").fields

    def test_after_leaving_there_is_nothing(self, expert, finance):
        ref = payee_for(expert).public_id
        leave(expert)
        assert disclose_payout(ref, finance, "Transfer") == NOTHING
        assert disclose_payout("no-such-payee", finance, "Transfer") == NOTHING


def test_after_leaving_the_vault_itself_is_empty(expert):
    leave(expert)
    assert vault.unseal(expert.public_id, "legal_name", "about") == {}
    assert not ledger.allows(expert.user, Purpose.MATCHING, NETWORK)


class TestNeighbours:
    """Another expert's state, an office's other people and another's money decide nothing."""

    def test_who_paused_is_not_shown_because_another_is_there(self, expert, official):
        factories.expert()
        ledger.grant(expert.user, Purpose.ATTEND, WORK)
        pause(expert)
        assert seen(expert, official) == NOTHING

    def test_nor_are_the_notes_of_who_paused(self, expert, official):
        factories.expert()
        keep_note(expert, "n1", "What was said")
        ledger.grant(expert.user, Purpose.RECORD, WORK)
        pause(expert)
        viewer = Viewer(official.user, Role.OFFICIAL, official.agency_id)
        assert disclose_note(expert, viewer, WORK.ref, "n1") is None

    def test_a_wall_before_one_person_keeps_no_colleague_from_a_note(self, expert, official):
        keep_note(expert, "n1", "What was said")
        ledger.grant(expert.user, Purpose.RECORD, WORK)
        Wall.objects.create(profile=expert, official=factories.official(official.agency), since=clock.now())
        viewer = Viewer(official.user, Role.OFFICIAL, official.agency_id)
        assert disclose_note(expert, viewer, WORK.ref, "n1") == "What was said"

    def test_each_payee_is_answered_with_their_own_money(self):
        finance = Viewer(factories.user(Role.FINANCE), Role.FINANCE)
        for each in (factories.expert(), factories.expert()):
            read = disclose_payout(payee_for(each).public_id, finance, "Transfer").fields
            assert read == vault.unseal(each.public_id, "payout_details")
            assert each.readings.count() == 1
