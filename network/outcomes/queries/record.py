"""How well an office answers: for invitations, for its own page, and for the check before it may ask again."""

from typing import NamedTuple

from django.db.models import Count, Q

from network.agencies.models import Agency
from network.common import clock
from network.outcomes.models import Recommendation
from network.outcomes.queries.measures import Scope, answer_counts
from network.outcomes.states import UNANSWERED, UNDER_WAY
from network.outcomes.statistics import Audience, enough


class Owed(NamedTuple):
    """What an office owes now: answers and progress notes past their time, and answers still in time."""

    late_answers: int
    late_progress: int
    waiting: int


def owed_by(agency_id: int) -> Owed:
    """What this office owes, in one query. A list of its own duties, so nothing is withheld."""
    now = clock.now()
    unanswered = Q(state__in=UNANSWERED)
    counts = Recommendation.objects.filter(agency_id=agency_id).aggregate(
        late_answers=Count("pk", filter=unanswered & Q(answer_by__lt=now)),
        late_progress=Count("pk", filter=Q(state__in=UNDER_WAY, progress_by__lt=now)),
        waiting=Count("pk", filter=unanswered & Q(answer_by__gte=now)),
    )
    return Owed(**counts)


def overdue_answers(agency_id: int) -> int:
    """How many answers this office owes past their time; imported ones count from the day they were imported."""
    return Recommendation.objects.filter(
        agency_id=agency_id, state__in=UNANSWERED, answer_by__lt=clock.now()
    ).count()


def record_line(agency: Agency) -> str:
    """One sentence for an expert who weighs an invitation; says so when there is too little to go by."""
    counts = answer_counts(Scope(agency))
    if not enough(counts["due"], Audience.INSIDE):
        return "This office has had too few recommendations yet to say how well it answers."
    return f"This office answered {counts['in_time']} of {counts['due']} recommendations in time."
