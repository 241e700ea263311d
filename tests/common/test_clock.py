from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.common.clock import add_working_days, months_later, now, working_days_between

FRIDAY = datetime(2026, 11, 27, 15, tzinfo=UTC)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


def test_now_is_aware():
    assert now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(("days", "lands"), [(0, 27), (1, 30), (2, 1), (5, 4), (10, 11)])
def test_weekends_do_not_count(days, lands):
    assert add_working_days(FRIDAY, days).day == lands


def test_the_local_time_stays_over_a_clock_change():
    before = datetime(2026, 10, 30, 9, tzinfo=ZoneInfo("America/New_York"))
    after = add_working_days(before, 1, "America/New_York").astimezone(ZoneInfo("America/New_York"))
    assert (after.day, after.hour) == (2, 9)


def test_the_weekday_is_the_zones_own():
    late_friday_utc = datetime(2026, 11, 27, 20, tzinfo=UTC)  # Saturday already in Manila.
    assert add_working_days(late_friday_utc, 1, "Asia/Manila") == datetime(2026, 11, 29, 20, tzinfo=UTC)


@given(moments, st.integers(0, 60))
def test_counting_undoes_adding(start, days):
    assert working_days_between(start, add_working_days(start, days)) == days


@given(moments, moments)
def test_counting_is_never_negative(start, end):
    assert working_days_between(start, end) >= 0


@pytest.mark.parametrize(
    ("start", "months", "lands"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2026, 12, 15), 1, (2027, 1, 15)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
    ],
)
def test_months(start, months, lands):
    assert months_later(datetime(*start, tzinfo=UTC), months) == datetime(*lands, tzinfo=UTC)
