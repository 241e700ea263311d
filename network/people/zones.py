"""IANA time zones a person can choose."""

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError


@cache
def zone_names() -> list[str]:
    """Every zone of the form Area/City, and UTC, sorted."""
    areas = (
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    return ["UTC", *sorted(name for name in available_timezones() if name.startswith(areas))]


def valid_zone(name: str) -> None:
    """Refuses a name that is no zone, saying what one looks like."""
    if name not in zone_names():
        raise ValidationError("Choose a time zone from the list, for example Africa/Nairobi.")
