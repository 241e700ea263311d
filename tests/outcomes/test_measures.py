"""The indicators against an independent, slow computation over the raw rows; an office's record and its debt."""

import random
from datetime import timedelta
from statistics import median_low

import pytest
import time_machine

from network.common import clock
from network.consent import ledger
from network.consent.models import Grant
from network.consent.purposes import NETWORK, Purpose
from network.consultations.publication import results_of
from network.engagements.models import Invitation
from network.engagements.record import record_of
from network.engagements.states import InvitationState
from network.outcomes.loop_debt import answers_given
from network.outcomes.models import Decision, Recommendation
from network.outcomes.queries.measures import Scope, answer_counts, measure, median_of
from network.outcomes.queries.record import overdue_answers, owed_by, record_line
from network.outcomes.states import RecommendationState
from network.outcomes.statistics import Audience
from network.workspace.queries.glance import glance
from payments.models import Fund, Payee, Payment
from tests import factories
from tests.outcomes import make

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def official():
    return factories.official()


def by_slug(measured) -> dict:
    return {each.indicator.slug: each for each in measured}


def history(official, seed: int, size: int = 12) -> None:
    """Random answers, acceptances and payments of one office."""
    chance = random.Random(seed)
    now = clock.now()
    fund = Fund.objects.create(
        payer_ref=official.agency.payer_ref, kind="transfer", reference=f"T{seed}", currency="USD",
        limit_minor=10**9, committed_by="x", committed_at=now,
    )  # fmt: skip
    payee = Payee.objects.create()
    work = make.engagement(make.request(official), official)
    for number in range(size):
        uncounted = factories.expert() if chance.random() < 0.25 else None
        make.engagement(make.request(official), official, uncounted)
        invitation = Invitation.objects.latest("pk")
        invitation.answered_at = invitation.sent_at + HOUR * chance.randrange(1, 200)
        invitation.save()
        due = now - timedelta(days=40)
        Payment.objects.create(
            reference=f"{seed}-{number}", fund=fund, payee=payee, amount_minor=100, currency="USD", booked_at=due,
            due_at=due, paid_at=chance.choice([None, due + HOUR * chance.randrange(1, 400)]),
        )  # fmt: skip
        made = make.recommendation(official, make.note(work))
        made.decision = chance.choice(["", *Decision.values])
        made.answered_at = now + timedelta(days=chance.randrange(1, 90)) if made.decision else None
        made.state = chance.choice(["proposed"] if not made.decision else ["accepted", "verified", "claimed"])
        made.answer_by = now + timedelta(days=chance.randrange(-20, 60))
        made.save()


def slow_days(pairs) -> int | None:
    days = [(end - start) // timedelta(days=1) for start, end in pairs if start and end]
    return median_low(days) if len(days) >= 5 else None


def slow_share(part, whole) -> int | None:
    return round(100 * len(part) / len(whole)) if len(whole) >= 5 else None


@pytest.mark.parametrize("seed", range(4))
def test_every_indicator_equals_a_slow_count(official, seed):
    history(official, seed)
    history(factories.official(), seed + 100)
    for scope in (Scope(official.agency), Scope()):
        got = by_slug(measure(scope, Audience.INSIDE))
        mine = {"agency": scope.agency} if scope.agency else {}
        rows = list(Recommendation.objects.filter(**mine))
        late = [r for r in rows if not r.answered_at and r.answer_by < clock.now()]
        answered = [r for r in rows if r.answered_at]
        accepted = [r for r in rows if r.decision in ("accept", "accept_partly")]
        assert got["answered_in_time"].value == slow_share(
            [r for r in answered if r.answered_at <= r.answer_by], answered + late
        )
        assert got["adoption"].value == slow_share(accepted, [r for r in rows if r.decision])
        assert got["verified"].value == slow_share([r for r in accepted if r.state == "verified"], accepted)
        paid = Payment.objects.all()
        if scope.agency:
            paid = paid.filter(fund__payer_ref=scope.agency.payer_ref)
        assert got["days_to_pay"].value == slow_days((p.due_at, p.paid_at) for p in paid)
        willing = set(Grant.objects.filter(purpose="statistics").values_list("person", flat=True))
        sent = Invitation.objects.filter(state=InvitationState.ACCEPTED, profile__user__in=willing)
        if scope.agency:
            sent = sent.filter(request__agency=scope.agency)
        assert got["days_to_accept"].value == slow_days((i.sent_at, i.answered_at) for i in sent)


def test_whole_days_are_exact_to_the_second(official):
    now = clock.now()
    for seconds in (-1, 0, 1):
        for _ in range(5):
            make.engagement(make.request(official), official)
        Invitation.objects.update(sent_at=now, answered_at=now + timedelta(days=3, seconds=seconds))
        days = by_slug(measure(Scope(official.agency), Audience.INSIDE))["days_to_accept"]
        assert days.value == (2 if seconds < 0 else 3)


def test_whoever_does_not_want_to_be_counted_is_in_no_figure_about_experts(official):
    for _ in range(5):
        make.engagement(make.request(official), official)
    days, steps = _figures(official)
    assert (days.n, steps["Engagements agreed"]) == (5, "5")
    expert = Invitation.objects.latest("pk").profile.user
    ledger.withdraw(expert, Purpose.STATISTICS, NETWORK)
    days, steps = _figures(official)
    assert (days.n, steps["Engagements agreed"]) == (None, Audience.INSIDE.withheld)
    ledger.grant(expert, Purpose.STATISTICS, NETWORK)
    assert _figures(official)[0].n == 5


def _figures(official):
    shown = glance(Scope(official.agency))
    return by_slug(shown.measured)["days_to_accept"], dict(shown.pipeline.rows)


def test_measuring_takes_three_queries(official, django_assert_num_queries):
    history(official, 1, 3)
    with django_assert_num_queries(3):
        measure(Scope(official.agency), Audience.INSIDE)


def test_a_figure_on_too_few_is_withheld_with_its_n(official):
    for _ in range(4):
        make.answered(official)
    adoption = by_slug(measure(Scope(official.agency), Audience.INSIDE))["adoption"]
    assert (adoption.value, adoption.n, adoption.shown) == (None, None, "")
    make.answered(official)
    adoption = by_slug(measure(Scope(official.agency), Audience.INSIDE))["adoption"]
    assert (adoption.value, adoption.n, adoption.shown) == (100, 5, "100 %")
    assert by_slug(measure(Scope(official.agency), Audience.PUBLIC))["adoption"].value is None


def test_a_period_leaves_out_what_was_before(official):
    make.answered(official)
    assert answer_counts(Scope(official.agency, clock.now() + HOUR))["made"] == 0
    assert answer_counts(Scope(official.agency, clock.now() - HOUR))["made"] == 1


@pytest.mark.parametrize(
    ("rows", "middle"), [([], None), ([(3, 1)], 3), ([(9, 1), (1, 1)], 1), ([(2, 3), (5, 2)], 2)]
)
def test_the_middle_value(rows, middle):
    assert median_of(rows) == middle


def test_an_invitation_tells_the_record_only_when_there_is_enough(official):
    for _ in range(4):
        make.answered(official)
    assert "too few" in record_line(official.agency)
    overdue = make.recommendation(official)
    with time_machine.travel(overdue.answer_by + timedelta(days=1)):
        assert record_line(official.agency) == "This office answered 4 of 5 recommendations in time."
        assert "This office answered 4 of 5 recommendations in time." in record_of(official.agency)


def test_an_office_that_owes_an_answer_cannot_publish(official):
    made = make.recommendation(official)
    asked = make.request(official, state="in_review")
    assert answers_given(asked) is None
    with time_machine.travel(made.answer_by + timedelta(seconds=1)):
        assert overdue_answers(official.agency_id) == 1
        assert "1 answer" in answers_given(asked).why
        assert "answers_given" in {result.check.name for result in results_of(asked) if result.unmet}
        assert answers_given(make.request(factories.official())) is None
        Recommendation.objects.update(state=RecommendationState.ACKNOWLEDGED)
        assert answers_given(asked) is not None
        Recommendation.objects.update(state=RecommendationState.REJECTED)
        assert answers_given(asked) is None


def test_what_an_office_owes_counts_progress_too(official):
    made = make.answered(official)
    make.recommendation(official)
    with time_machine.travel(made.progress_by + timedelta(seconds=1)):
        assert owed_by(official.agency_id) == (1, 1, 0)
    assert owed_by(official.agency_id) == (0, 0, 1)
