"""The files that `manage.py import_rates` takes: published rates, and this network's own cards."""

from collections.abc import Iterable

from payments.importing import (
    Column,
    ModelSheet,
    Problem,
    Row,
    choice,
    currency,
    day,
    jurisdiction,
    optional,
    slug,
    text,
    whole_number,
    yes_no,
)
from payments.models import Rate, RateCard
from payments.money import format_money
from payments.queries import floor_for


class RateSheet(ModelSheet):
    name = "Published rates"
    model = Rate
    key = ("jurisdiction", "currency", "activity", "unit", "effective_from", "source")
    columns = (
        Column("jurisdiction", jurisdiction, "country or region, like US or US-WA"),
        Column("currency", currency, "three letters, ISO 4217"),
        Column("activity", text(200), "what the source pays for, in its words"),
        Column("unit", choice(Rate.Unit.values), "hour or day"),
        Column("amount_minor", whole_number(1), "the rate in minor units: 8125 is $81.25"),
        Column("hours_covered", whole_number(1), "how many hours the amount buys"),
        Column("cap_minor", optional(whole_number(1)), "most that is paid, in minor units; may be empty"),
        Column("effective_from", day, "first day, like 2026-01-31"),
        Column("effective_to", optional(day), "last day; may be empty"),
        Column("role", choice(Rate.Role.values), "floor (may not be undercut) or comparator"),
        Column("source", text(300), "who published it"),
        Column("source_year", text(60), "when it was published or seen in force"),
        Column("verified", yes_no, "yes when it was read at its source, else no"),
    )

    def check(self, row: Row) -> Iterable[Problem]:
        until = row.values["effective_to"]
        if until and until < row.values["effective_from"]:
            yield Problem(
                row.line, "effective_to", "is before effective_from", "Write a later day or leave it empty"
            )


class RateCardSheet(ModelSheet):
    name = "Rate cards of this network"
    model = RateCard
    key = ("jurisdiction", "currency", "activity", "effective_from")
    columns = (
        Column("jurisdiction", jurisdiction, "country or region, like US or US-WA"),
        Column("currency", currency, "three letters, ISO 4217"),
        Column("activity", slug(60), "short name of the work, like written-review"),
        Column("hourly_minor", whole_number(1), "pay for an hour in minor units"),
        Column("effective_from", day, "first day, like 2026-01-31"),
        Column("source", text(300), "who set it and why"),
    )

    def check(self, row: Row) -> Iterable[Problem]:
        """No card may stand below what its jurisdiction's published rates ask for."""
        values = row.values
        floor = floor_for(values["jurisdiction"], values["currency"], values["effective_from"])
        if floor and values["hourly_minor"] < floor.hourly_minor:
            least = format_money(floor.hourly_minor, floor.currency)
            yield Problem(
                row.line,
                "hourly_minor",
                f"is below the {floor.role} of {least}",
                f"Write {floor.hourly_minor} or more",
            )
