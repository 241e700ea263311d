"""Offered times: inside her hours, by her clock, in every zone and through every clock change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.common import clock
from network.experts.availability import BUFFER, NOTICE, offered_times
from network.experts.models import DayOff, Profile, WeeklyWindow
from network.people.models import User

# Northern and southern summer time, half-hour shift (Lord Howe), odd offsets (Kathmandu), none, date line.
ZONES = (
    "America/New_York", "Europe/London", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Kathmandu",
    "Africa/Nairobi", "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Apia", "America/St_Johns", "UTC",
)  # fmt: skip
MONDAY = datetime(2026, 11, 30, tzinfo=UTC)


class Rows(list):
    """Stands where a related manager stands, so that thousands of examples need no database."""

    def all(self):
        return self


def profile(zone: str, windows, days_off=()) -> Profile:
    made = Profile(pk=1, user=User(pk=1, alias="a", time_zone=zone))
    cache = {
        "windows": Rows(WeeklyWindow(weekday=day, starts=starts, ends=ends) for day, starts, ends in windows),
        "days_off": Rows(DayOff(date=day) for day in days_off),
    }
    made._prefetched_objects_cache = cache
    return made


def offered(made, minutes, start, end, busy=(), now=MONDAY - timedelta(days=7)):
    with clock.standing_at(now):
        return offered_times(made, minutes, start, end, busy)


def every_day(starts=time(0), ends=time(23, 59)):
    return [(day, starts, ends) for day in range(7)]


def test_slots_begin_on_the_half_hour_and_end_within_the_window():
    made = profile("Africa/Nairobi", [(0, time(9, 10), time(11))])
    found = offered(made, 60, MONDAY, MONDAY + timedelta(days=7))
    assert found == [datetime(2026, 11, 30, 6, 30, tzinfo=UTC), datetime(2026, 11, 30, 7, 0, tzinfo=UTC)]


def test_a_window_until_midnight_reaches_midnight():
    made = profile("UTC", [(0, time(22), time(23, 59))])
    assert offered(made, 60, MONDAY, MONDAY + timedelta(days=2))[-1] == MONDAY + timedelta(hours=23)


def test_nothing_sooner_than_48_hours():
    made = profile("UTC", every_day())
    found = offered(made, 30, MONDAY, MONDAY + timedelta(days=4), now=MONDAY + timedelta(minutes=1))
    assert found[0] == MONDAY + NOTICE + timedelta(minutes=30)


def test_a_day_off_is_the_local_day():
    made = profile("Pacific/Apia", every_day(), days_off=[date(2026, 12, 2)])
    zone = ZoneInfo("Pacific/Apia")
    days = {found.astimezone(zone).date() for found in offered(made, 30, MONDAY, MONDAY + timedelta(days=5))}
    assert date(2026, 12, 2) not in days and {date(2026, 12, 1), date(2026, 12, 3)} <= days


def test_a_busy_time_keeps_thirty_minutes_on_both_sides():
    made = profile("UTC", [(0, time(9), time(13))])
    busy = [(MONDAY + timedelta(hours=10, minutes=30), MONDAY + timedelta(hours=11))]
    found = [when.time() for when in offered(made, 30, MONDAY, MONDAY + timedelta(days=1), busy)]
    assert found == [time(9), time(9, 30), time(11, 30), time(12), time(12, 30)]


@pytest.mark.parametrize("state", [Profile.State.PAUSED, Profile.State.LEFT])
def test_paused_or_left_offers_nothing(state):
    made = profile("UTC", every_day())
    made.state = state
    assert offered(made, 30, MONDAY, MONDAY + timedelta(days=5)) == []


def test_the_skipped_hour_of_spring_is_not_offered():
    made = profile("America/New_York", [(6, time(1), time(4))])
    day = datetime(2027, 3, 14, tzinfo=UTC)
    found = offered(made, 30, day, day + timedelta(days=1))
    local = [when.astimezone(ZoneInfo("America/New_York")).time() for when in found]
    assert local == [time(1), time(1, 30), time(3), time(3, 30)]


def test_the_repeated_hour_of_autumn_is_not_offered():
    made = profile("America/New_York", [(6, time(0), time(3))])
    day = datetime(2026, 11, 1, tzinfo=UTC)
    found = offered(made, 30, day, day + timedelta(days=1), now=day - timedelta(days=9))
    local = [when.astimezone(ZoneInfo("America/New_York")).time() for when in found]
    assert local == [time(0), time(0, 30), time(2), time(2, 30)]


def test_a_window_that_closes_in_a_repeated_hour_closes_at_the_first():
    made = profile("Europe/London", [(6, time(0), time(1, 30))])
    day = datetime(2026, 10, 24, tzinfo=UTC)
    for minutes, begins in ((60, [time(23), time(23, 30)]), (90, [time(23)])):
        found = offered(made, minutes, day, day + timedelta(days=2), now=day - timedelta(days=9))
        assert [when.time() for when in found] == begins


def test_a_window_that_closes_in_a_skipped_hour_closes_before_it():
    made = profile("America/New_York", [(6, time(1), time(2, 30))])
    day = datetime(2027, 3, 14, tzinfo=UTC)
    found = offered(made, 30, day, day + timedelta(days=1))
    assert [when.astimezone(ZoneInfo("America/New_York")).time() for when in found] == [time(1)]


half_hours = st.integers(0, 47).map(lambda half: time(half // 2, half % 2 * 30))
windows = st.lists(
    st.tuples(st.integers(0, 6), half_hours, half_hours).filter(lambda window: window[1] < window[2]),
    min_size=1,
    max_size=6,
)
# Two years hold both transitions of every zone above, wherever it lies.
moments = st.integers(0, 2 * 365 * 24).map(
    lambda hours: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    zone=st.sampled_from(ZONES),
    week=windows,
    start=moments,
    minutes=st.sampled_from((30, 45, 60, 120)),
    busy_at=moments,
)
def test_every_offer_keeps_every_promise(zone, week, start, minutes, busy_at):
    end, local_zone, length = start + timedelta(days=9), ZoneInfo(zone), timedelta(minutes=minutes)
    busy = [(busy_at, busy_at + timedelta(hours=3))]
    found = offered(profile(zone, week), minutes, start, end, busy, now=start)
    assert found == sorted(set(found))
    for begins in found:
        local, local_end = begins.astimezone(local_zone), (begins + length).astimezone(local_zone)
        assert begins.tzinfo is UTC and start + NOTICE <= begins and begins + length <= end
        assert local.minute in (0, 30)
        assert any(
            day == local.weekday()
            and starts <= local.time()
            and local_end.replace(tzinfo=None) <= datetime.combine(local.date(), ends)
            for day, starts, ends in week
        )
        assert local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset()
        assert begins + length + BUFFER <= busy[0][0] or busy[0][1] + BUFFER <= begins


@settings(max_examples=100, deadline=None)
@given(zone=st.sampled_from(ZONES), start=moments)
def test_an_open_day_offers_every_certain_half_hour(zone, start):
    """The other side of the promise: nothing that could be offered is left out."""
    local_zone, end = ZoneInfo(zone), start + timedelta(days=4)
    found = set(offered(profile(zone, every_day()), 30, start, end, now=start - NOTICE))
    first = -(-int(start.timestamp()) // 900) * 900
    for stamp in range(first, int(end.timestamp()) - 1800 + 1, 900):
        begins = datetime.fromtimestamp(stamp, UTC)
        local = begins.astimezone(local_zone)
        certain = local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset()
        same_day = (begins + timedelta(minutes=30)).astimezone(local_zone).replace(
            tzinfo=None
        ) <= datetime.combine(local.date() + timedelta(days=1), time(0))
        shifts = (begins + timedelta(minutes=30)).astimezone(local_zone).utcoffset() != local.utcoffset()
        if local.minute in (0, 30) and certain and same_day and not shifts:
            assert begins in found
