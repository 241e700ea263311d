"""An expert says in which hours of her week, and on which days not, she may be asked to meet."""

from collections.abc import Iterable
from datetime import date, time

from django.db import transaction

from network.experts.models import DayOff, Profile, WeeklyWindow
from network.experts.services.profile import mark_answered


@transaction.atomic
def add_hours(profile: Profile, days: Iterable[int], starts: time, ends: time) -> None:
    """Be available from `starts` to `ends` (her local time) on these weekdays (0 is Monday).

    Hours that touch or overlap become one window, so that a meeting may lie across the seam.
    """
    Profile.objects.select_for_update().get(pk=profile.pk)
    for day in days:
        near = profile.windows.filter(weekday=day, starts__lte=ends, ends__gte=starts)
        first = min([starts, *(window.starts for window in near)])
        last = max([ends, *(window.ends for window in near)])
        near.delete()
        WeeklyWindow.objects.create(profile=profile, weekday=day, starts=first, ends=last)
    mark_answered(profile, "availability")


@transaction.atomic
def remove_hours(profile: Profile, day: int, starts: time) -> None:
    """No longer be available in the window of this weekday that begins at `starts`."""
    profile.windows.filter(weekday=day, starts=starts).delete()
    mark_answered(profile, "availability")


@transaction.atomic
def add_day_off(profile: Profile, day: date) -> None:
    """Be asked for nothing on this local date."""
    DayOff.objects.get_or_create(profile=profile, date=day)


@transaction.atomic
def remove_day_off(profile: Profile, day: date) -> None:
    """Let the weekly hours hold on this date again."""
    profile.days_off.filter(date=day).delete()
