"""Times, durations and due dates in plain words."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def zone_name(zone: str) -> str:
    """The IANA zone as people say it: "Africa/Nairobi" is "Nairobi time", "UTC" stays "UTC"."""
    city = zone.rsplit("/", 1)[-1].replace("_", " ")
    return city if city in {"UTC", "GMT"} else f"{city} time"


def moment(value: datetime | date, zone: str = "UTC") -> str:
    """ "Tue 24 Nov 2026, 14:00 (Nairobi time)" for a moment; without hour and zone for a whole day."""
    if not isinstance(value, datetime):
        return date_format(value, "D j M Y")
    local = timezone.localtime(value, ZoneInfo(zone))
    return f"{date_format(local, 'D j M Y, H:i')} ({zone_name(zone)})"


def counted(number: int, noun: str) -> str:
    """ "1 day", "2 days"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def duration(minutes: int) -> str:
    """ "1 hour 30 minutes" for 90; "0 minutes" for none. Whole minutes, never negative."""
    hours, rest = divmod(int(minutes), 60)
    parts = [counted(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(counted(rest, "minute"))
    return " ".join(parts)


def time_left(due: datetime, now: datetime) -> tuple[str, bool]:
    """How long until `due`, rounded down, and whether it passed: "2 days left", "late by 1 hour"."""
    gap, late = abs(due - now), due < now
    if gap < HOUR:
        words = "less than an hour"
    elif gap < DAY:
        words = counted(gap // HOUR, "hour")
    else:
        words = counted(gap // DAY, "day")
    return (f"late by {words}" if late else f"{words} left"), late
