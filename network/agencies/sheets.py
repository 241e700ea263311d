"""The file that `manage.py import_agencies` takes: one office a line, with its first official."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from network.agencies import services
from network.agencies.jurisdictions import JURISDICTIONS
from network.agencies.models import Agency
from network.people.zones import valid_zone
from payments.importing import BadCell, Column, Problem, Row, Sheet, choice, optional, text

OFFICE = ("name", "level", "jurisdiction", "time_zone", "purpose")


def zone(cell: str) -> str:
    """An IANA time zone."""
    try:
        valid_zone(cell)
    except ValidationError:
        raise BadCell(f"“{cell}” is no time zone", "Write Area/City, like Africa/Nairobi") from None
    return cell


def email(cell: str) -> str:
    """An e-mail address. The cell is not repeated in the mistake: logs hold no addresses."""
    try:
        validate_email(cell)
    except ValidationError:
        raise BadCell("is no e-mail address", "Write one with an @, like name@office.example") from None
    return cell


class AgencySheet(Sheet):
    """Offices to register. Those already here are compared by name and left as they are unless the file differs."""

    name = "Offices"
    key = ("name",)
    columns = (
        Column("name", text(120), "the office's name, as the public knows it"),
        Column("level", choice(Agency.Level.values), "national, regional, local or international"),
        Column("jurisdiction", choice(JURISDICTIONS), f"one of {', '.join(JURISDICTIONS)}"),
        Column("time_zone", optional(zone, ""), "like America/Toronto; empty: the jurisdiction's usual one"),
        Column("purpose", text(2000), "what the office wants to ask about"),
        Column("official_name", text(80), "its first official"),
        Column("job_title", text(80), "their job title"),
        Column("email", email, "their work e-mail; it is stored encrypted"),
    )

    def check(self, row: Row) -> Iterable[Problem]:
        """Fill in the usual time zone, and refuse names that differ from a stored one by capitals alone."""
        values = row.values
        values["time_zone"] = values["time_zone"] or JURISDICTIONS[values["jurisdiction"]].time_zone
        stored = Agency.objects.filter(name__iexact=values["name"]).values_list("name", flat=True).first()
        if stored and stored != values["name"]:
            yield Problem(row.line, "name", "is here in other capitals", f"Write it like this: {stored}")

    def stored(self, rows: list[Row]) -> dict:
        """The offices of the file that are here. Their officials are sealed or joined, so the file's count as theirs."""
        found = {agency["name"]: agency for agency in Agency.objects.values(*OFFICE)}
        return {
            self.key_of(row.values): row.values | found[row.values["name"]]
            for row in rows
            if row.values["name"] in found
        }

    def add(self, values: dict) -> None:
        official = services.FirstOfficial(values["official_name"], values["job_title"], values["email"])
        services.register_office(official=official, **{field: values[field] for field in OFFICE})

    def change(self, key: tuple, values: dict) -> None:
        services.correct_office(key[0], **{field: values[field] for field in OFFICE[1:]})
