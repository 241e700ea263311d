from datetime import UTC, datetime

import pytest

from payments.working_days import SILENCE_WORKING_DAYS, working_days_after

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "days", "place", "end"),
    [
        (24, 0, "US", 24),
        (24, 1, "US", 25),
        (24, SILENCE_WORKING_DAYS, "US-WA", 1),
        (27, 1, "GB-SCT", 30),
        (28, 1, "GB", 30),
        (26, 1, "SA", 29),
        (27, 1, "NOWHERE", 30),
        (27, 1, "EU", 30),
    ],
)
def test_weekends_of_the_place_do_not_count(start, days, place, end):
    got = working_days_after(TUESDAY.replace(day=start), days, place)
    assert (got.day, got.hour, got.minute) == (end, 9, 30)
