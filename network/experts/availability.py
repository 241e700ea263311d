"""When an expert may be asked to meet: her weekly hours, in her own zone, told in UTC.

A local time that a clock change skips or repeats is never offered: nobody could say which moment it means.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from network.common import clock
from network.experts.models import Profile, WeeklyWindow

STEP = timedelta(minutes=30)
BUFFER = timedelta(minutes=30)
# timing.csv, attendee_list_before: who attends is known 48 h before, so nothing can begin sooner.
NOTICE = timedelta(hours=48)
END_OF_DAY = time(23, 59)  # How "until midnight" is stored: a window never crosses a date.

Busy = tuple[datetime, datetime]


def offered_times(
    profile: Profile, minutes: int, start: datetime, end: datetime, busy: Iterable[Busy] = ()
) -> list[datetime]:
    """The moments (UTC, sorted) in [start, end) at which a meeting of `minutes` may begin.

    Each lies on her half hour, 48 h or more from now, and within one of her weekly windows from beginning
    to end; none touches a day off, nor comes within 30 minutes of a `busy` interval. Nothing is offered
    for somebody who is paused or has left. Three queries at most.
    """
    if profile.state != Profile.State.ACTIVE:
        return []
    zone, length = ZoneInfo(profile.user.time_zone), timedelta(minutes=minutes)
    earliest, taken = max(start, clock.now() + NOTICE), list(busy)
    found = {
        begins
        for begins, closes in _beginnings(profile, zone, earliest, end)
        if earliest <= begins
        and begins + length <= min(closes, end)
        and _is_free(begins, begins + length, taken)
    }
    return sorted(found)


def _beginnings(profile: Profile, zone: ZoneInfo, start: datetime, end: datetime):
    """Each half hour of each window with the moment its window closes, both in UTC."""
    windows, off = list(profile.windows.all()), {day.date for day in profile.days_off.all()}
    for day in _local_days(start, end, zone):
        if day not in off:
            for window in (found for found in windows if found.weekday == day.weekday()):
                closes = _closing(day, window, zone)
                for local in _half_hours(day, window):
                    if _is_certain(local, zone):
                        yield local.replace(tzinfo=zone).astimezone(UTC), closes


def _local_days(start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[date]:
    day, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def _half_hours(day: date, window: WeeklyWindow) -> Iterator[datetime]:
    local, last = datetime.combine(day, window.starts), datetime.combine(day, window.ends)
    local += (datetime.min - local) % STEP
    while local < last:
        yield local
        local += STEP


def _closing(day: date, window: WeeklyWindow, zone: ZoneInfo) -> datetime:
    """The moment the window closes; the earlier one where a clock change leaves two readings."""
    local = datetime.combine(day, window.ends)
    if window.ends >= END_OF_DAY:
        local = datetime.combine(day + timedelta(days=1), time.min)
    return min(local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))


def _is_certain(local: datetime, zone: ZoneInfo) -> bool:
    """Both readings of a skipped or repeated time have different offsets; every other time has one."""
    return local.replace(tzinfo=zone, fold=0).utcoffset() == local.replace(tzinfo=zone, fold=1).utcoffset()


def _is_free(begins: datetime, ends: datetime, taken: list[Busy]) -> bool:
    return all(ends + BUFFER <= busy_from or busy_until + BUFFER <= begins for busy_from, busy_until in taken)
