"""The times an expert offers for one piece of work, free of her other sessions."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from network.common import clock
from network.engagements.clocks import LOOK_AHEAD
from network.engagements.models import Engagement, Session
from network.engagements.states import LIVE_SESSIONS
from network.experts.availability import NOTICE, offered_times
from network.experts.models import Profile


def offered_for(engagement: Engagement) -> list[datetime]:
    """Moments (UTC, sorted) at which the session may begin: within the request's dates, or the next two weeks.

    A time she is busy with another office is absent like one she does not offer. Five queries at most.
    """
    start, end = _span(engagement)
    minutes = engagement.invitation.terms["session_minutes"]
    return offered_times(engagement.profile, minutes, start, end, busy_times(engagement.profile))


def busy_times(profile: Profile) -> list[tuple[datetime, datetime]]:
    """When the expert already meets somebody, proposed or confirmed, from now on."""
    rows = Session.objects.filter(profile=profile, state__in=LIVE_SESSIONS, ends_at__gt=clock.now())
    return list(rows.values_list("starts_at", "ends_at"))


def _span(engagement: Engagement) -> tuple[datetime, datetime]:
    request, soonest = engagement.request, clock.now() + NOTICE
    zone = ZoneInfo(request.agency.time_zone)
    first = datetime.combine(request.earliest_date, time(), zone) if request.earliest_date else soonest
    start = max(first, soonest)
    if request.latest_date is None:
        return start, start + LOOK_AHEAD
    last = datetime.combine(request.latest_date + timedelta(days=1), time(), zone)
    return start, last if last > start else start + LOOK_AHEAD
