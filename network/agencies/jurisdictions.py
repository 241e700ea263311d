"""Jurisdictions that offices belong to: their currency and their usual time zone."""

from typing import NamedTuple


class Jurisdiction(NamedTuple):
    name: str
    currency: str
    time_zone: str


JURISDICTIONS = {
    "US": Jurisdiction("United States", "USD", "America/New_York"),
    "US-WA": Jurisdiction("United States – Washington", "USD", "America/Los_Angeles"),
    "GB": Jurisdiction("United Kingdom", "GBP", "Europe/London"),
    "GB-SCT": Jurisdiction("United Kingdom – Scotland", "GBP", "Europe/London"),
    "AU": Jurisdiction("Australia", "AUD", "Australia/Sydney"),
    "CA": Jurisdiction("Canada", "CAD", "America/Toronto"),
}
CHOICES = [(code, jurisdiction.name) for code, jurisdiction in JURISDICTIONS.items()]
