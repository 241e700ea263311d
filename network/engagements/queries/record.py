"""This app's line in an office's record."""

from django.db.models import Count, Q

from network.agencies.models import Agency
from network.common.plain import counted
from network.engagements.models import Engagement
from network.engagements.states import EngagementState


def work_line(agency: Agency) -> str:
    """How much work this office finished with experts, and how often it cancelled. One query."""
    found = Engagement.objects.filter(request__agency=agency).aggregate(
        done=Count("pk", filter=Q(state=EngagementState.COMPLETED)),
        cancelled=Count("pk", filter=Q(state=EngagementState.ENDED_BY_AGENCY)),
    )
    if not any(found.values()):
        return "This office is new here: it has finished no work with experts yet."
    cancelled = f"cancelled {found['cancelled']}" if found["cancelled"] else "cancelled none"
    return f"It has finished {counted(found['done'], 'piece')} of work with experts and {cancelled}."
