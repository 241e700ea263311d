"""What leaves is worked out from the person's choices alone, in their hours, and says nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.notifications.compiler import (
    can_be_mailed,
    compile_entry_message,
    compile_message,
    next_allowed_moment,
)
from network.notifications.events import all_events
from network.people.safe_contact import SENDER_NAMES, SUBJECTS, SafeContact
from network.taxonomy.words import SKILLS, TOPICS

HERON = SafeContact(channel="email", address="heron@example.org")
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)  # A Tuesday.
LEAKS = (
    "network",
    "expert",
    "consult",
    "traffick",
    "survivor",
    "victim",
    "slavery",
    "exploit",
    "office",
    "government",
)
ZONES = ("UTC", "Africa/Nairobi", "America/Los_Angeles", "Asia/Kathmandu", "Pacific/Kiritimati")
contacts = st.builds(
    lambda hours, days: replace(HERON, hours_from=min(hours), hours_to=max(hours), days=tuple(days)),
    st.sets(st.integers(0, 24), min_size=2, max_size=2),
    st.sets(st.integers(0, 6), min_size=1),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))


@pytest.mark.parametrize("sender, subject", list(product(SENDER_NAMES, SUBJECTS)))
def test_no_setting_and_no_event_puts_a_telling_word_into_a_message(sender, subject):
    message = compile_message(replace(HERON, sender_name=sender, subject=subject), "UTC", NOON)
    text = " ".join(message[1:]).lower()
    topics = [name for pillar in TOPICS.values() for name in pillar.values()]
    telling = {word.lower() for word in (*LEAKS, *topics, *SKILLS.values(), *(e.words for e in all_events()))}
    assert not [word for word in telling if word in text]
    assert "http" not in text


def test_the_address_of_the_site_is_named_only_by_choice(settings):
    named = compile_message(replace(HERON, may_name_network=True), "UTC", NOON)
    assert settings.SITE_URL in named.body
    assert settings.SITE_URL not in compile_message(HERON, "UTC", NOON).body


def test_without_a_channel_nothing_can_be_built():
    assert compile_message(SafeContact(), "UTC", NOON) is None
    assert compile_message(SafeContact(address="heron@example.org"), "UTC", NOON) is None
    assert compile_message(replace(HERON, address=""), "UTC", NOON) is None
    assert compile_entry_message(SafeContact(), "https://x/") is None


@pytest.mark.parametrize(
    "changed",
    [{"days": ()}, {"hours_from": 9, "hours_to": 9}, {"hours_from": 20, "hours_to": 8}, {"days": (7,)}],
)
def test_a_choice_without_an_hour_means_never(changed):
    assert not can_be_mailed(replace(HERON, **changed))
    assert compile_message(replace(HERON, **changed), "UTC", NOON) is None


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


@given(contacts, st.sampled_from(ZONES), moments)
def test_the_next_moment_is_allowed_soon_and_never_in_the_past(contact, zone, at):
    then = next_allowed_moment(contact, zone, at)
    local = then.astimezone(ZoneInfo(zone))
    assert at <= then <= at + timedelta(days=8)
    assert local.weekday() in contact.days
    assert contact.hours_from <= local.hour < contact.hours_to or _clock_change(local)
    assert next_allowed_moment(contact, zone, then) == then or _clock_change(local)


def _clock_change(local: datetime) -> bool:
    """Where the wall clock jumps over the hour, its next hour is the nearest that exists."""
    return local.utcoffset() != (local - timedelta(hours=3)).utcoffset()


def test_an_entry_mail_holds_the_link_and_nothing_more():
    message = compile_entry_message(HERON, "https://example.org/enter/x/")
    assert "https://example.org/enter/x/" in message.body
    assert not [word for word in LEAKS if word in message.body.lower()]
