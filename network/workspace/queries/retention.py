"""What is kept, until when and why; what was removed, and what is due next. Counts and days, nothing of anybody."""

from typing import NamedTuple

from django.db.models import Max, QuerySet, Sum

from network.common import clock
from network.common.models import Removal
from network.common.retention import DataClass, all_classes

SHOWN_MONTHS = 12


class Line(NamedTuple):
    """A class of data with how many rows were removed in the last 12 months, and its newest look."""

    data: DataClass
    removed: int
    newest: Removal | None


def retention_lines() -> list[Line]:
    """The whole table, in two queries."""
    since = clock.months_later(clock.now(), -SHOWN_MONTHS).date()
    counts = Removal.objects.filter(day__gte=since).values("name").annotate(total=Sum("removed"))
    removed = dict(counts.values_list("name", "total"))
    newest_days = Removal.objects.values("name").annotate(newest=Max("pk")).values("newest")
    newest = {row.name: row for row in Removal.objects.filter(pk__in=newest_days)}
    return [Line(each, removed.get(each.name, 0), newest.get(each.name)) for each in all_classes()]


def removals() -> QuerySet[Removal]:
    """The days on which something was removed, newest first, to be paginated."""
    return Removal.objects.filter(removed__gt=0).order_by("-day", "name")
