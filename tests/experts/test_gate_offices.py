"""Which office a yes is for: the one that is named, the one whose work it is, and no role beside it."""

from datetime import timedelta

import pytest

from network.common import clock
from network.consent import ledger
from network.consent.purposes import PUBLIC, Audience, AudienceKind, Purpose
from network.experts import disclosure
from network.experts.disclosure import (
    NOTHING,
    OPENS,
    Viewer,
    disclose,
    disclose_note,
    disclose_payout,
    keep_note,
    register_offices_of_work,
)
from network.experts.models import Profile
from network.experts.payees import payee_for
from network.experts.walls import offices_behind
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
WORK = Audience(AudienceKind.ENGAGEMENT, "work-one")


@pytest.fixture
def expert():
    return factories.expert()


def viewer_of(official) -> Viewer:
    return Viewer(official.user, Role.OFFICIAL, official.agency_id)


def say_yes_twice(expert, audience):
    """Until four days later, when the name may be shown; the caller stands there."""
    ledger.grant(expert.user, Purpose.NAME, audience)
    return clock.standing_at(clock.now() + timedelta(days=4))


def test_work_is_shown_to_the_office_that_it_is_registered_for_and_to_no_other(expert, monkeypatch):
    here, elsewhere = factories.official(), factories.official()
    monkeypatch.setattr(disclosure, "_OFFICES_OF_WORK", [])
    register_offices_of_work(lambda works: dict.fromkeys(works, here.agency_id))
    keep_note(expert, "n1", "What was said")
    for purpose in (Purpose.ATTEND, Purpose.RECORD):
        ledger.grant(expert.user, purpose, WORK)
    assert disclose(expert, viewer_of(here), Purpose.ATTEND, WORK) != NOTHING
    assert disclose_note(expert, viewer_of(here), WORK.ref, "n1") == "What was said"
    assert disclose(expert, viewer_of(elsewhere), Purpose.ATTEND, WORK) == NOTHING
    assert disclose_note(expert, viewer_of(elsewhere), WORK.ref, "n1") is None


def test_what_everybody_may_know_any_office_may(expert):
    with say_yes_twice(expert, PUBLIC):
        ledger.confirm(expert.user, Purpose.NAME, PUBLIC)
        seen = disclose(expert, viewer_of(factories.official()), Purpose.NAME, PUBLIC)
    assert set(seen.fields) == {"legal_name"}


def test_a_role_without_an_office_would_not_see_what_was_said_to_one(expert, monkeypatch):
    """No such role is in the table today; whoever adds one still opens nothing that was meant for an office."""
    monkeypatch.setitem(OPENS, (Purpose.NAME, Role.REVIEWER), ("legal_name",))
    here = Audience(AudienceKind.AGENCY, factories.agency().public_id)
    reviewer = Viewer(factories.user(Role.REVIEWER), Role.REVIEWER)
    with say_yes_twice(expert, here):
        ledger.grant(expert.user, Purpose.NAME, PUBLIC)
        ledger.confirm(expert.user, Purpose.NAME, here)
        assert disclose(expert, reviewer, Purpose.NAME, here) == NOTHING
    with clock.standing_at(clock.now() + timedelta(days=9)):
        ledger.confirm(expert.user, Purpose.NAME, PUBLIC)
        assert disclose(expert, reviewer, Purpose.NAME, PUBLIC) != NOTHING, "the table itself would let it in"


def test_what_opens_nothing_does_not_even_hold_her_yes(expert, monkeypatch):
    """Asking the ledger locks the row; she could not take it back while somebody asks for nothing."""
    ledger.grant(expert.user, Purpose.RECORD, WORK)
    monkeypatch.setattr(ledger, "allows", lambda *question: pytest.fail("the ledger was asked"))
    assert disclose(expert, viewer_of(factories.official()), Purpose.RECORD, WORK) == NOTHING


def test_money_of_who_has_left_is_out_of_reach_before_the_key_is_destroyed(expert):
    """Leaving is one transaction, the key's end another; in between the state alone keeps it shut."""
    finance, ref = Viewer(factories.user(Role.FINANCE), Role.FINANCE), payee_for(expert).public_id
    Profile.objects.filter(pk=expert.pk).update(state=Profile.State.LEAVING)
    assert disclose_payout(ref, finance, "The last transfer") != NOTHING
    Profile.objects.filter(pk=expert.pk).update(state=Profile.State.LEFT)
    assert disclose_payout(ref, finance, "One more") == NOTHING


def test_a_wall_before_a_government_touches_its_offices_and_no_others():
    country, state, _abroad = (factories.agency(jurisdiction=code) for code in ("US", "US-WA", "GB"))
    assert set(offices_behind("US")) == {country, state}
    assert offices_behind("US-WA") == [state]
