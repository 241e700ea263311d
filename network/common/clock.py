"""The only clock. Tests move it; nobody else asks the system for the time."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

WEEKEND = {5, 6}


_standing_at: ContextVar[datetime | None] = ContextVar("standing_at", default=None)
_moved: list[Callable[[], timedelta]] = []


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _standing_at.get() or timezone.now() + sum((by() for by in _moved), timedelta())


def move_by(offset: Callable[[], timedelta]) -> None:
    """Let `now()` run ahead by what `offset()` answers each time: a demo's visitors can let days pass."""
    _moved[:] = [offset]


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let `now()` answer `moment` inside the block: how the demo plays a history through the real services."""
    token = _standing_at.set(moment)
    try:
        yield
    finally:
        _standing_at.reset(token)


def add_working_days(start: datetime, days: int, zone: str = "UTC") -> datetime:
    """The same local time `days` working days (Monday to Friday) later in `zone`, as UTC."""
    local = start.astimezone(ZoneInfo(zone))
    while days:
        local += timedelta(days=1)
        days -= local.weekday() not in WEEKEND
    return local.astimezone(ZoneInfo("UTC"))


def months_later(start: datetime, months: int) -> datetime:
    """The same day and time `months` calendar months later; the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return start.replace(year=year, month=month + 1, day=min(start.day, monthrange(year, month + 1)[1]))


def working_days_between(start: datetime, end: datetime, zone: str = "UTC") -> int:
    """How many working days lie after `start`'s date up to and including `end`'s date; negative never."""
    day, last = start.astimezone(ZoneInfo(zone)).date(), end.astimezone(ZoneInfo(zone)).date()
    whole_weeks, rest = divmod(max((last - day).days, 0), 7)
    tail = sum((day + timedelta(days=n + 1)).weekday() not in WEEKEND for n in range(rest))
    return whole_weeks * 5 + tail
