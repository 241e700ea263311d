"""Working days, by the weekend of the place."""

from datetime import datetime, timedelta

from babel import Locale, UnknownLocaleError

# 5 working days of silence release a payment (payment_release_after_completion, timing.csv).
SILENCE_WORKING_DAYS = 5
# The week of a place that CLDR does not know: Saturday and Sunday off.
WORLD = Locale.parse("en_001")


def is_working_day(moment: datetime, jurisdiction: str) -> bool:
    """Whether the day is outside the weekend of the jurisdiction ("US-WA", "GB"; CLDR week data)."""
    try:
        week = Locale.parse(f"und_{jurisdiction.partition('-')[0]}")
    except (UnknownLocaleError, ValueError):
        week = WORLD
    return not week.weekend_start <= moment.weekday() <= week.weekend_end


def working_days_after(at: datetime, days: int, jurisdiction: str) -> datetime:
    """The same time of day, `days` working days later; weekends by jurisdiction, days in `at`'s own zone."""
    moment = at
    while days > 0:
        moment += timedelta(days=1)
        days -= is_working_day(moment, jurisdiction)
    return moment
