"""How well an office answers: for its own page, for invitations, and for the check before it may ask again."""

from typing import NamedTuple

from django.db.models import Count, F, Q

from network.agencies.models import Agency
from network.common import clock
from network.outcomes.models import Recommendation
from network.outcomes.states import UNANSWERED, UNDER_WAY, RecommendationState
from network.outcomes.statistics import Audience, enough

_OURS = Q(source="")


class Record(NamedTuple):
    """Counts of one office. `due` have had their time or their answer; `in_time` of them were answered by then."""

    made: int
    due: int
    in_time: int
    overdue: int
    accepted: int
    decided: int
    verified: int
    late_progress: int


def record_of(agency_id: int) -> Record:
    """The office's record from our own register, in one query. Imported ones have no known clocks."""
    now = clock.now()
    overdue = Q(state__in=UNANSWERED, answer_by__lt=now)
    answered = Q(answered_at__isnull=False)
    counts = Recommendation.objects.filter(_OURS, agency_id=agency_id).aggregate(
        made=Count("pk"),
        due=Count("pk", filter=answered | overdue),
        in_time=Count("pk", filter=answered & Q(answered_at__lte=F("answer_by"))),
        overdue=Count("pk", filter=overdue),
        accepted=Count("pk", filter=Q(decision__startswith="accept")),
        decided=Count("pk", filter=~Q(decision="")),
        verified=Count("pk", filter=Q(state=RecommendationState.VERIFIED)),
        late_progress=Count("pk", filter=Q(state__in=UNDER_WAY, progress_by__lt=now)),
    )
    return Record(**counts)


def overdue_answers(agency_id: int) -> int:
    """How many answers this office owes, past their time; imported ones count from the day they were imported."""
    return Recommendation.objects.filter(
        agency_id=agency_id, state__in=UNANSWERED, answer_by__lt=clock.now()
    ).count()


def record_line(agency: Agency) -> str:
    """One sentence for an expert who weighs an invitation; says so when there is too little to go by."""
    found = record_of(agency.pk)
    if not enough(found.due, Audience.AGENCY):
        return "This office has had too few recommendations yet to say how well it answers."
    return f"This office answered {found.in_time} of {found.due} recommendations in time."
