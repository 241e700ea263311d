"""Nothing leaves outside a person's hours, wherever they live and whenever the clocks change there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from network.notifications import hours
from network.notifications.compiler import compile_message
from network.notifications.hours import can_be_mailed, is_in_hours, next_allowed_moment
from tests.notifications.helpers import HERON

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)  # A Tuesday.
# Changes of an hour in each half of the world, of half an hour, at midnight, and none; far east and odd minutes.
ZONES = (
    *("UTC", "Africa/Nairobi", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Kiritimati", "Europe/Paris"),
    *("Australia/Lord_Howe", "America/Santiago", "Asia/Beirut", "Africa/Casablanca", "America/St_Johns"),
)
contacts = st.builds(
    lambda hours, days: replace(HERON, hours_from=min(hours), hours_to=max(hours), days=tuple(days)),
    st.sets(st.integers(0, 24), min_size=2, max_size=2),
    st.sets(st.integers(0, 6), min_size=1),
)
moments = st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))


def _changes(zone: str) -> list[datetime]:
    """The hours of 2026 in which the clocks of `zone` change."""
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    all_hours = [begin + timedelta(hours=n) for n in range(365 * 24)]
    offset = ZoneInfo(zone).utcoffset
    return [at for at in all_hours if _offset(at, offset) != _offset(at + timedelta(hours=1), offset)]


def _offset(at, offset):
    return at.astimezone(offset.__self__).utcoffset()


CHANGES = [(zone, at) for zone in ZONES for at in _changes(zone)]
near_a_change = st.sampled_from(CHANGES).flatmap(
    lambda change: st.tuples(
        st.just(change[0]), st.integers(-36 * 60, 36 * 60).map(lambda m: change[1] + timedelta(minutes=m))
    )
)


def stays_in_hours(contact, zone, at):
    then = next_allowed_moment(contact, zone, at)
    local = then.astimezone(ZoneInfo(zone))
    assert at <= then <= at + timedelta(days=15)
    assert local.weekday() in contact.days and contact.hours_from <= local.hour < contact.hours_to
    assert next_allowed_moment(contact, zone, then) == then
    assert compile_message(contact, zone, then)


def nothing_in_between(contact, zone, at):
    """No allowed quarter of an hour is passed over: nobody waits longer than they asked to."""
    then = next_allowed_moment(contact, zone, at)
    quarters = int(min(then - at, timedelta(days=2)) / timedelta(minutes=15))
    passed = [at + timedelta(minutes=15 * n) for n in range(quarters)]
    assert not [each for each in passed if each < then and is_in_hours(contact, zone, each)]


@given(contacts, st.sampled_from(ZONES), moments)
def test_the_next_moment_is_in_the_hours(contact, zone, at):
    stays_in_hours(contact, zone, at)
    nothing_in_between(contact, zone, at)


@given(contacts, near_a_change)
@example(
    replace(HERON, hours_from=2, hours_to=3, days=(6,)),
    ("Europe/Paris", datetime(2026, 3, 28, 12, tzinfo=UTC)),
)
def test_it_is_where_the_clocks_change_too(contact, where):
    stays_in_hours(contact, *where)
    nothing_in_between(contact, *where)


def test_the_changes_are_found():
    changing = {zone for zone, _ in CHANGES}
    assert len(CHANGES) >= 2 * 7 and "Africa/Nairobi" not in changing and "Australia/Lord_Howe" in changing


def test_without_asking_again_the_jumped_hour_would_be_missed(monkeypatch):
    """What the second look at the hours is for: on 29 March there is no hour from 2 to 3 in Paris."""
    nights = replace(HERON, hours_from=2, hours_to=3)
    at = datetime(2026, 3, 28, 12, tzinfo=UTC)
    jumped = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert next_allowed_moment(nights, "Europe/Paris", at) == datetime(2026, 3, 30, 0, tzinfo=UTC)
    monkeypatch.setattr(hours, "is_in_hours", lambda contact, zone, moment: moment > at)
    assert next_allowed_moment(nights, "Europe/Paris", at) == jumped
    assert jumped.astimezone(ZoneInfo("Europe/Paris")).hour == 3


@pytest.mark.parametrize(
    "changed",
    [{"days": ()}, {"hours_from": 9, "hours_to": 9}, {"hours_from": 20, "hours_to": 8}, {"days": (7,)}],
)
def test_a_choice_without_an_hour_means_never(changed):
    never = replace(HERON, **changed)
    assert not can_be_mailed(never) and compile_message(never, "UTC", NOON) is None
    with pytest.raises(ValueError, match="without an hour"):
        next_allowed_moment(never, "UTC", NOON)


def test_hours_are_those_of_the_persons_own_zone():
    morning = replace(HERON, hours_from=9, hours_to=10)
    nine_in_nairobi = datetime(2026, 11, 24, 6, tzinfo=UTC)
    assert compile_message(morning, "Africa/Nairobi", nine_in_nairobi)
    assert compile_message(morning, "UTC", nine_in_nairobi) is None
    assert next_allowed_moment(morning, "UTC", nine_in_nairobi) == nine_in_nairobi + timedelta(hours=3)


def test_an_hour_ends_when_the_next_begins():
    until_ten = replace(HERON, hours_from=9, hours_to=10)
    assert compile_message(until_ten, "UTC", NOON.replace(hour=9, minute=59))
    assert compile_message(until_ten, "UTC", NOON.replace(hour=10)) is None


def test_another_day_waits_for_its_morning():
    sundays = replace(HERON, days=(6,), hours_from=10)
    assert next_allowed_moment(sundays, "UTC", NOON) == datetime(2026, 11, 29, 10, tzinfo=UTC)
