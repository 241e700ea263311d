"""How long each class of data is kept, and why: one table, filled by the apps, and the duty that removes what is over.

An app lists its classes in its module `retention`, which is found by name. A guard in the tests holds that every
table of the site belongs to a class. Nothing here decides a period; it keeps the ones that are written down.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum

import structlog
from django.db import transaction
from django.db.models import F, Min, QuerySet

from network.common import clock, plain
from network.common.models import Removal

log = structlog.get_logger()
BATCH = 500  # rows in one transaction
MOST = 20_000  # rows of one class in one run; the next run goes on


class About(Enum):
    """Whose data a class is."""

    EXPERT = "an expert"
    STAFF = "people of offices and of the network"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Period:
    """So long after something that happened to the row: `since` names it in words. Calendar months, or a plain time."""

    since: str
    months: int = 0
    time: timedelta = timedelta()

    def __str__(self) -> str:
        return f"{self.length} {self.since}" if self.length else self.since

    @property
    def length(self) -> str:
        """ "12 months after", "24 hours after"; nothing where the row goes at that very moment."""
        if self.months % 12 == 0 and self.months:
            return f"{plain.counted(self.months // 12, 'year')} after"
        if self.months:
            return f"{plain.counted(self.months, 'month')} after"
        if self.time >= timedelta(days=2):
            return f"{plain.counted(self.time.days, 'day')} after"
        return f"{plain.counted(self.time // plain.HOUR, 'hour')} after" if self.time else ""

    def ends(self, begun: datetime) -> datetime:
        """When what began then is over."""
        return clock.months_later(begun, self.months) + self.time

    def begun_before(self, at: datetime) -> datetime:
        """What began then, or earlier, is over at `at`."""
        return clock.months_later(at - self.time, -self.months)


@dataclass(frozen=True)
class Timed:
    """The rows of a class whose time runs, the field that it is counted from, and how they are removed."""

    rows: Callable[[], QuerySet]
    since: str
    remove: Callable[[QuerySet], object] = QuerySet.delete

    def over(self, period: Period) -> QuerySet:
        """The rows whose time is over now."""
        return self.rows().filter(**{f"{self.since}__lte": period.begun_before(clock.now())})

    def next_due(self, period: Period) -> datetime | None:
        """When the oldest row will be over; None when there is none."""
        oldest = self.rows().aggregate(oldest=Min(self.since))["oldest"]
        return period.ends(_moment(oldest)) if oldest else None


@dataclass(frozen=True)
class DataClass:
    """One line of the table.

    `until` is a Period, or plain words where no clock decides. `source` names where the number comes from.
    `stays`: how the class stays when an expert leaves; empty when it goes at once. `timed`: what the duty removes.
    """

    name: str
    what: str
    models: tuple[str, ...]
    about: About
    until: Period | str
    why: str
    source: str = ""
    stays: str = ""
    timed: Timed | None = None

    @property
    def latest(self) -> datetime | None:
        """When everything that is there now will be over; None where no clock decides."""
        return self.until.ends(clock.now()) if isinstance(self.until, Period) else None


_CLASSES: dict[str, DataClass] = {}


def register_data(*classes: DataClass) -> None:
    """Add lines to the table; called by an app's module `retention`."""
    _CLASSES.update({each.name: each for each in classes})


def all_classes() -> list[DataClass]:
    """The whole table, by name."""
    return [_CLASSES[name] for name in sorted(_CLASSES)]


def timed_classes() -> list[DataClass]:
    """The classes from which the duty removes rows."""
    return [each for each in all_classes() if each.timed]


def gone_on_leaving() -> list[DataClass]:
    """What is deleted when an expert leaves."""
    return [each for each in all_classes() if each.about is About.EXPERT and not each.stays]


def kept_on_leaving() -> list[DataClass]:
    """What stays when an expert leaves."""
    return [each for each in all_classes() if each.stays]


def remove_what_is_over() -> int:
    """The duty: remove every row whose time is over; how many.

    One transaction a batch: killed at any point, the next run goes on. A class that fails holds up no other
    and is raised at the end, so that the run shows as failed.
    """
    failures: list[Exception] = []
    removed = 0
    for each in timed_classes():
        try:
            removed += _remove(each)
        except Exception as failure:
            log.error("retention_failed", object=each.name, error=type(failure).__qualname__)
            failures.append(failure)
    if failures:
        raise failures[0]
    return removed


def _remove(data: DataClass) -> int:
    removed = 0
    while removed < MOST and (done := _remove_batch(data)):
        removed += done
    _note(data, removed=0)
    return removed


@transaction.atomic
def _remove_batch(data: DataClass) -> int:
    """Rows that another worker holds are left to it."""
    assert data.timed and isinstance(data.until, Period)
    over = data.timed.over(data.until)
    locked = over.select_for_update(skip_locked=True, of=("self",))
    keys = list(locked.values_list("pk", flat=True)[:BATCH])
    if keys:
        data.timed.remove(over.model._default_manager.filter(pk__in=keys))
        _note(data, removed=len(keys))
    return len(keys)


def _note(data: DataClass, removed: int) -> None:
    """Keep, for people to see, what was removed today and when the next is due."""
    assert data.timed and isinstance(data.until, Period)
    today, _ = Removal.objects.get_or_create(name=data.name, day=clock.now().date())
    Removal.objects.filter(pk=today.pk).update(
        removed=F("removed") + removed, next_due_at=data.timed.next_due(data.until), looked_at=clock.now()
    )


def _moment(value: date | datetime) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time(), UTC)
