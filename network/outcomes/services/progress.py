"""What the office does after a yes: notes on the way, and the claim that it is done."""

from django.db import transaction

from network.agencies.models import Official
from network.audit.log import record
from network.audit.moves import advance
from network.common import clock
from network.common.states import MoveRefused
from network.outcomes import clocks
from network.outcomes.models import ProgressNote, Recommendation
from network.outcomes.services.answering import refuse_strangers
from network.outcomes.services.telling import tell_contributors
from network.outcomes.states import AGREED, RECOMMENDATION, RecommendationState


@transaction.atomic
def note_progress(recommendation: Recommendation, official: Official, text: str) -> ProgressNote:
    """Say what was done; the first note starts the work, each moves the next one due 90 days on.

    Raises MoveRefused when nothing was promised, or it is already claimed.
    """
    refuse_strangers(official, recommendation)
    _start(recommendation, official)
    if recommendation.state != RecommendationState.IN_PROGRESS:
        raise MoveRefused("Progress can be told from the answer until you say that it is done.")
    note = ProgressNote.objects.create(recommendation=recommendation, text=text, by=official, at=clock.now())
    recommendation.progress_by = note.at + clocks.PROGRESS_EVERY
    recommendation.save(update_fields=["progress_by"])
    record(official.user, "outcomes.recommendation.progress", recommendation, reference=note.public_id)
    tell_contributors(recommendation, "recommendation_progress", note)
    return note


@transaction.atomic
def claim_done(
    recommendation: Recommendation, official: Official, *, text: str, before: str, after: str
) -> ProgressNote:
    """The office says it is done and shows the passage before and after. Contributors now have 30 days to check.

    Raises MoveRefused when it was not promised, or neither text shows anything changed.
    """
    refuse_strangers(official, recommendation)
    if not after.strip() or before.strip() == after.strip():
        raise MoveRefused("Show what changed: the text before, and the different text after.")
    _start(recommendation, official)
    recommendation.claimed_at = clock.now()
    recommendation.progress_by = None
    advance(
        recommendation,
        RECOMMENDATION,
        "claim",
        actor=official.user,
        role="official",
        save=("claimed_at", "progress_by"),
    )
    note = ProgressNote.objects.create(
        recommendation=recommendation,
        text=text,
        before=before,
        after=after,
        by=official,
        at=recommendation.claimed_at,
    )
    tell_contributors(recommendation, "recommendation_claimed", note)
    return note


def _start(recommendation: Recommendation, official: Official) -> None:
    """Move an accepted recommendation into work; leave any other state as it is stored."""
    locked = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    recommendation.state = locked.state
    if recommendation.state in AGREED:
        advance(recommendation, RECOMMENDATION, "start", actor=official.user, role="official")
