"""The same copy for people: every section under its title, every field under its name, moments in the reader's zone."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from network.common import plain
from network.common.documents import Document, Facts, Section, Table
from network.common.schemas import Schema
from network.experts.export import all_sections, everything_about
from network.experts.models import Profile

MOST_COLUMNS = 5  # More do not fit beside one another on a page.
NOTHING = "Nothing"


def readable_copy(profile: Profile) -> Document:
    """Everything about this expert as a document. The words around it are those of the schema."""
    data, zone = everything_about(profile), profile.user.time_zone
    made = plain.moment(datetime.fromisoformat(data["made_at"]), zone)
    sections = (
        Section(section.schema["title"], tuple(_parts(data[name], section.schema, zone)))
        for name, section in all_sections().items()
    )
    return Document("Your copy", "en", tuple(sections), f"Everything that is kept about you. Made on {made}.")


def _parts(value: Any, schema: Schema, zone: str) -> Iterator[str | Facts | Table]:
    if not value:
        yield NOTHING
    elif isinstance(value, dict):
        yield Facts(tuple(_pairs(value, schema, zone)))
    elif "properties" not in schema["items"]:
        yield from (_words(each, schema["items"], zone) for each in value)
    else:
        yield from _rows(value, schema["items"], zone)


def _rows(records: list[dict], schema: Schema, zone: str) -> Iterator[Facts | Table]:
    columns = schema["properties"]
    if len(columns) > MOST_COLUMNS or any("properties" in column for column in columns.values()):
        yield from (Facts(tuple(_pairs(record, schema, zone))) for record in records)
        return
    cells = (tuple(_words(record[name], columns[name], zone) for name in columns) for record in records)
    yield Table(tuple(column["title"] for column in columns.values()), tuple(cells))


def _pairs(record: dict, schema: Schema, zone: str) -> Iterator[tuple[str, str]]:
    for name, field in schema["properties"].items():
        if "properties" in field and record[name] is not None:
            yield from _pairs(record[name], field, zone)
        else:
            yield field["title"], _words(record[name], field, zone)


def _words(value: Any, schema: Schema, zone: str) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if value is None or value in ("", [], ()):
        return NOTHING
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    if schema.get("format") == "date-time":
        return plain.moment(datetime.fromisoformat(value), zone)
    return str(value)
