"""When somebody may be reached: in their own hours and days, in their own zone, across every change of clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from network.people.safe_contact import SafeContact

# One day a week, whose hour the clocks once jumped over, comes back within two weeks.
DAYS_AHEAD = 15


def can_be_mailed(contact: SafeContact) -> bool:
    """Whether there is a way and a time at all."""
    return (
        contact.channel == "email"
        and bool(contact.address)
        and 0 <= contact.hours_from < contact.hours_to <= 24
        and any(0 <= day <= 6 for day in contact.days)
    )


def is_in_hours(contact: SafeContact, zone: str, at: datetime) -> bool:
    """Whether the moment `at` lies in the hours and days of somebody in `zone`."""
    local = at.astimezone(ZoneInfo(zone))
    return local.weekday() in contact.days and contact.hours_from <= local.hour < contact.hours_to


def next_allowed_moment(contact: SafeContact, zone: str, at: datetime) -> datetime:
    """`at` itself when it lies in the person's hours and days, else when their next such hour begins, in UTC.

    The contact must be one that `can_be_mailed`. A day on which the clocks jump over the whole of its hours has none.
    """
    if is_in_hours(contact, zone, at):
        return at
    local = at.astimezone(ZoneInfo(zone))
    for days in range(DAYS_AHEAD):
        begins = _hour_of(local + timedelta(days=days), contact.hours_from)
        if begins > at and is_in_hours(contact, zone, begins):
            return begins
    raise ValueError("a contact without an hour cannot be mailed")


def _hour_of(day: datetime, hour: int) -> datetime:
    """When this wall-clock hour begins on the local day, or the moment at which the clocks jump over it."""
    return day.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0).astimezone(UTC)
