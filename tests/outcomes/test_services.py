"""A recommendation's way from what experts said to what changed."""

from datetime import timedelta

import pytest
import time_machine

from network.agencies.models import Official
from network.audit.models import Entry
from network.common import clock
from network.common.states import MoveRefused, allowed_moves
from network.consent import ledger
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.engagements.states import ContributionState
from network.experts.models import Profile
from network.notifications.models import Notice
from network.outcomes import services
from network.outcomes.models import Decision, Recommendation
from network.outcomes.states import RECOMMENDATION, RecommendationState
from tests import factories
from tests.outcomes import make

pytestmark = pytest.mark.django_db
State = RecommendationState


@pytest.fixture
def official():
    return factories.official()


def events(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("event", flat=True))


def test_recommendations_are_numbered_within_their_request(official):
    note = make.note(make.engagement(make.request(official), official))
    numbers = [make.recommendation(official, note).number for _ in range(3)]
    assert numbers == ["1", "2", "3"]
    assert make.recommendation(official).number == "1"


def test_proposing_starts_both_clocks_and_tells_the_contributor(official):
    made = make.recommendation(official)
    assert made.acknowledge_by - made.proposed_at == timedelta(days=14)
    assert made.answer_by - made.proposed_at == timedelta(days=60)
    assert events(make.expert_of(made).user) == ["recommendation_made"]
    assert Entry.objects.filter(action="outcomes.recommendation.propose", object_id=made.public_id).exists()


@pytest.mark.parametrize("state", [s for s in ContributionState if s != ContributionState.AGREED])
def test_a_note_that_is_not_agreed_cannot_be_cited(official, state):
    note = make.note(make.engagement(make.request(official), official), state)
    with pytest.raises(services.NotCitable):
        make.recommendation(official, note)
    assert not Recommendation.objects.exists()


def test_a_note_whose_consent_is_withdrawn_cannot_be_cited(official):
    work = make.engagement(make.request(official), official)
    note = make.note(work)
    ledger.withdraw(work.profile.user, Purpose.RECORD, Audience(AudienceKind.ENGAGEMENT, work.public_id))
    with pytest.raises(services.NotCitable):
        make.recommendation(official, note)


def test_notes_of_another_request_cannot_be_cited(official):
    one, other = (make.note(make.engagement(make.request(official), official)) for _ in range(2))
    with pytest.raises(services.NotCitable):
        make.recommendation(official, one, other)


def test_a_recommendation_needs_a_note(official):
    with pytest.raises(services.NotCitable):
        services.propose_recommendation(
            make.request(official), official, text="x", document="", pillar="", contributions=[]
        )


def test_acknowledging_is_once_and_told(official):
    made = make.recommendation(official)
    services.acknowledge(made, official)
    assert (made.state, made.acknowledged_at is not None) == (State.ACKNOWLEDGED, True)
    with pytest.raises(MoveRefused):
        services.acknowledge(made, official)
    assert events(make.expert_of(made).user)[-1] == "recommendation_acknowledged"


@pytest.mark.parametrize(
    ("decision", "state", "progress"),
    [
        (Decision.ACCEPT, State.ACCEPTED, True),
        (Decision.ACCEPT_PARTLY, State.PARTLY, True),
        (Decision.REJECT, State.REJECTED, False),
    ],
)
def test_an_answer_is_kept_with_its_reason(official, decision, state, progress):
    made = make.recommendation(official)
    response = services.answer(made, official, decision, "Because.")
    made.refresh_from_db()
    assert (made.state, made.decision, response.reason) == (state, decision, "Because.")
    assert made.acknowledged_at == made.answered_at or made.acknowledged_at < made.answered_at
    assert (made.progress_by is not None) is progress
    assert events(make.expert_of(made).user) == ["recommendation_made", "recommendation_answered"]


def test_an_answer_without_a_reason_changes_nothing(official):
    made = make.recommendation(official)
    with pytest.raises(MoveRefused, match="reason"):
        services.answer(made, official, Decision.REJECT, "  ")
    made.refresh_from_db()
    assert made.state == State.PROPOSED


def test_only_one_answer(official):
    made = make.answered(official)
    with pytest.raises(MoveRefused):
        services.answer(made, official, Decision.REJECT, "Changed our mind.")
    assert made.responses.count() == 1


def test_each_progress_note_moves_the_next_one_on(official):
    made = make.answered(official)
    with time_machine.travel(clock.now() + timedelta(days=10), tick=False):
        services.note_progress(made, official, "A draft is written.")
        made.refresh_from_db()
        assert (made.state, made.progress_by) == (State.IN_PROGRESS, clock.now() + timedelta(days=90))
        services.note_progress(made, official, "It is with the minister.")
    assert events(make.expert_of(made).user).count("recommendation_progress") == 2


def test_no_progress_on_what_was_refused(official):
    made = make.answered(official, decision=Decision.REJECT)
    with pytest.raises(MoveRefused):
        services.note_progress(made, official, "x")
    with pytest.raises(MoveRefused):
        services.claim_done(made, official, text="", before="a", after="b")


@pytest.mark.parametrize(("before", "after"), [("same", "same "), ("old", ""), ("", " ")])
def test_a_claim_must_show_a_change(official, before, after):
    made = make.answered(official)
    with pytest.raises(MoveRefused, match="what changed"):
        services.claim_done(made, official, text="Done", before=before, after=after)
    made.refresh_from_db()
    assert made.state == State.ACCEPTED


def test_a_contributor_verifies_and_the_office_hears(official):
    made = make.claimed(official)
    assert services.check(made, make.expert_of(made), holds=True) == State.VERIFIED
    made.refresh_from_db()
    assert made.verified_at is not None
    assert events(official.user) == ["recommendation_checked"]


def test_somebody_elses_dispute_outweighs_a_yes(official):
    asked = make.request(official)
    notes = [make.note(make.engagement(asked, official)) for _ in range(2)]
    made = make.claimed(official, *notes)
    first, second = (note.engagement.profile for note in notes)
    services.check(made, first, holds=True)
    assert services.check(made, second, holds=False, words="Page 3 is as it was.") == State.DISPUTED
    assert services.check(made, first, holds=True) == State.DISPUTED
    made.refresh_from_db()
    assert made.verified_at is None
    assert services.check(made, second, holds=True) == State.VERIFIED


def test_a_new_claim_asks_everybody_again(official):
    made = make.claimed(official)
    services.check(made, make.expert_of(made), holds=False)
    services.claim_done(made, official, text="Now page 3 too.", before="old", after="new")
    assert made.state == State.CLAIMED
    assert services.check(made, make.expert_of(made), holds=True) == State.VERIFIED


def test_nobody_else_can_check(official):
    made = make.claimed(official)
    with pytest.raises(MoveRefused):
        services.check(made, factories.expert(), holds=True)


def test_an_official_who_is_also_an_expert_cannot_check_for_the_office(official):
    made = make.claimed(official)
    own = factories.expert(user=official.user)
    with pytest.raises(MoveRefused):
        services.check(made, own, holds=True)


@pytest.mark.parametrize("state", list(State))
def test_no_move_of_the_office_or_worker_leads_to_verified(state):
    for role in ("official", "worker"):
        reached = {RECOMMENDATION[state][move].to for move in allowed_moves(RECOMMENDATION, state, role)}
        assert State.VERIFIED not in reached


def test_a_withdrawn_note_no_longer_makes_a_contributor(official):
    made = make.claimed(official)
    expert = make.expert_of(made)
    made.contributions.update(state=ContributionState.WITHDRAWN)
    with pytest.raises(MoveRefused):
        services.check(made, expert, holds=True)


def test_whoever_left_hears_nothing_more(official):
    made = make.recommendation(official)
    expert = make.expert_of(made)
    Profile.objects.filter(pk=expert.pk).update(state=Profile.State.LEFT)
    services.acknowledge(made, official)
    assert events(expert.user) == ["recommendation_made"]


def test_silence_leaves_it_unverified_after_30_days_and_only_once(official):
    made = make.claimed(official)
    with time_machine.travel(made.claimed_at + timedelta(days=29, hours=23)):
        assert services.lapse_unchecked() == 0
    with time_machine.travel(made.claimed_at + timedelta(days=400)):
        assert services.lapse_unchecked() == 1
        assert services.lapse_unchecked() == 0
    made.refresh_from_db()
    assert made.state == State.UNVERIFIED
    assert services.check(made, make.expert_of(made), holds=True) == State.VERIFIED


STEPS = {
    "acknowledge": lambda made, by: services.acknowledge(made, by),
    "answer": lambda made, by: services.answer(made, by, Decision.ACCEPT, "Yes."),
    "progress": lambda made, by: services.note_progress(made, by, "x"),
    "claim": lambda made, by: services.claim_done(made, by, text="", before="a", after="b"),
}


@pytest.mark.parametrize("step", STEPS)
def test_other_offices_and_readers_can_do_nothing(official, step):
    made = make.recommendation(official)
    reader = factories.official(official.agency, duty=Official.Duty.READER)
    for stranger in (factories.official(), reader):
        with pytest.raises(MoveRefused, match="office that was asked"):
            STEPS[step](made, stranger)
    with pytest.raises(MoveRefused):
        make.recommendation(reader)
