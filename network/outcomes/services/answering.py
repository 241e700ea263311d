"""The office says that it has read a recommendation, and then what it will do about it."""

from django.db import transaction

from network.agencies.models import Official
from network.audit.moves import advance
from network.common import clock
from network.common.states import MoveRefused
from network.outcomes import clocks
from network.outcomes.models import Decision, Recommendation, Response
from network.outcomes.policies import may_work_on
from network.outcomes.services.telling import tell_contributors
from network.outcomes.states import RECOMMENDATION, RecommendationState


@transaction.atomic
def acknowledge(recommendation: Recommendation, official: Official) -> None:
    """The office has read it; contributors hear so. Raises MoveRefused when it was read before or is not theirs."""
    refuse_strangers(official, recommendation)
    _acknowledge(recommendation, official)
    tell_contributors(recommendation, "recommendation_acknowledged", recommendation)


@transaction.atomic
def answer(recommendation: Recommendation, official: Official, decision: Decision, reason: str) -> Response:
    """The office's answer with its reason, which is never optional; a yes starts the clock of progress.

    Answering an unread recommendation acknowledges it. Raises MoveRefused when it was answered before.
    """
    refuse_strangers(official, recommendation)
    if not reason.strip():
        raise MoveRefused("Give the reason: experts are owed it, whatever the answer is.")
    recommendation.refresh_from_db(fields=["state"])
    if recommendation.state == RecommendationState.PROPOSED:
        _acknowledge(recommendation, official)
    now = clock.now()
    recommendation.decision, recommendation.answered_at = decision, now
    recommendation.progress_by = None if decision == Decision.REJECT else now + clocks.PROGRESS_EVERY
    advance(
        recommendation,
        RECOMMENDATION,
        decision,
        actor=official.user,
        role="official",
        save=("decision", "answered_at", "progress_by"),
    )
    response = Response.objects.create(
        recommendation=recommendation, decision=decision, reason=reason, by=official, at=now
    )
    tell_contributors(recommendation, "recommendation_answered", response)
    return response


def refuse_strangers(official: Official, recommendation: Recommendation) -> None:
    """MoveRefused unless the official speaks for the office that was asked."""
    if not may_work_on(official, recommendation):
        raise MoveRefused("Only a requester or approver of the office that was asked can do this.")


def _acknowledge(recommendation: Recommendation, official: Official) -> None:
    recommendation.acknowledged_at = clock.now()
    advance(
        recommendation,
        RECOMMENDATION,
        "acknowledge",
        actor=official.user,
        role="official",
        save=("acknowledged_at",),
    )
