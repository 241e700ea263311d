"""Contributors say whether a claimed change was made. An office can never do this, least of all for itself."""

from django.db import transaction

from network.audit.moves import advance
from network.common import clock
from network.common.states import MoveRefused
from network.experts.models import Profile
from network.notifications.services import notify
from network.outcomes import clocks
from network.outcomes.models import Recommendation, Verdict
from network.outcomes.queries.contributors import contributors_of
from network.outcomes.services.telling import tell_contributors
from network.outcomes.states import RECOMMENDATION, RecommendationState
from network.outcomes.words import forget, keep


@transaction.atomic
def check(recommendation: Recommendation, profile: Profile, *, holds: bool, words: str = "") -> str:
    """One contributor's word on the claim; returns the new state.

    Every contributor counts alike: while anybody's dispute of this claim stands, it is disputed. Raises
    MoveRefused for whoever did not contribute, and where nothing was claimed.
    """
    if not contributors_of(recommendation).filter(pk=profile.pk).exists():
        raise MoveRefused("Only the experts whose work this rests on can check it.")
    # Verdicts are weighed one after the other, or two of them might each miss the other.
    locked = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    now = clock.now()
    verdict, _ = Verdict.objects.update_or_create(
        recommendation=locked, profile=profile, defaults={"holds": holds, "at": now}
    )
    keep(verdict, "" if holds else words)
    move = "dispute" if _standing_disputes(locked).exists() else "verify"
    locked.verified_at = now if move == "verify" else None
    state = advance(
        locked,
        RECOMMENDATION,
        move,
        actor=profile.user,
        role="contributor",
        save=("verified_at",),
    )
    recommendation.state, recommendation.verified_at = locked.state, locked.verified_at
    _tell_office(recommendation, verdict)
    return state


def lapse_unchecked() -> int:
    """Close every claim that nobody checked within 30 days as "not verified"; how many. Safe to run late or twice."""
    due = Recommendation.objects.filter(
        state=RecommendationState.CLAIMED, claimed_at__lte=clock.now() - clocks.VERIFY
    )
    return sum(_lapse(pk) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _lapse(pk: int) -> bool:
    claimed = Recommendation.objects.select_for_update().get(pk=pk)
    if claimed.state != RecommendationState.CLAIMED:
        return False  # Somebody checked it while this run went on.
    advance(claimed, RECOMMENDATION, "lapse", actor=None, role="worker")
    tell_contributors(claimed, "recommendation_lapsed", claimed.progress.last() or claimed)
    return True


def forget_words(profile: Profile) -> None:
    """When an expert leaves, what she wrote is destroyed; her yes or no still counts."""
    for verdict in Verdict.objects.filter(profile=profile):
        forget(verdict)


def _standing_disputes(recommendation: Recommendation):
    return recommendation.verdicts.filter(holds=False, at__gte=recommendation.claimed_at)


def _tell_office(recommendation: Recommendation, verdict: Verdict) -> None:
    claim = recommendation.progress.select_related("by__user").exclude(by=None).last()
    if claim and claim.by and claim.by.user:
        key = f"recommendation_checked:{claim.public_id}:{verdict.public_id}"
        notify(claim.by.user, "recommendation_checked", recommendation, key=key)
