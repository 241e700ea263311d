"""The hours a month that an expert set for herself, held inside the draw's one statement."""

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Coalesce

from network.common import clock
from network.consultations.models import ConsultationRequest
from network.engagements.models import Engagement
from network.engagements.states import EngagementState


def within_hours(profiles: QuerySet, request: ConsultationRequest) -> QuerySet:
    """Those whose own limit leaves room for this work, beside what they agreed to this calendar month (UTC).

    Work that an office cancelled does not count.
    """
    month = clock.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    agreed = (
        Engagement.objects.filter(profile=OuterRef("pk"), agreed_at__gte=month)
        .exclude(state=EngagementState.ENDED_BY_AGENCY)
        .order_by()
        .values("profile")
        .annotate(total=Sum("minutes"))
        .values("total")
    )
    limited = profiles.alias(
        limit=Cast("hours_per_month", IntegerField()) * 60, booked=Coalesce(Subquery(agreed), 0)
    )
    return limited.filter(Q(limit=None) | Q(limit__gte=F("booked") + request.total_minutes))
