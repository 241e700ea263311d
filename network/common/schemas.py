"""Small builders of JSON Schema (draft 2020-12). Each part has a title in plain words, which readable copies show too.

A record refuses whatever it does not name, so that nothing is handed out that nobody has described.
"""

from collections.abc import Iterable
from typing import Any

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def words(title: str) -> Schema:
    """Text; may be empty."""
    return {"title": title, "type": "string"}


def choice(title: str, values: Iterable[str]) -> Schema:
    """One of these words."""
    return {"title": title, "type": "string", "enum": [str(value) for value in values]}


def number(title: str) -> Schema:
    """A whole number."""
    return {"title": title, "type": "integer"}


def yes_no(title: str) -> Schema:
    """True or false."""
    return {"title": title, "type": "boolean"}


def moment(title: str) -> Schema:
    """A moment in ISO 8601, with its zone."""
    return {"title": title, "type": "string", "format": "date-time"}


def anything(title: str) -> Schema:
    """One value or a list of values, described where it is made."""
    return {"title": title, "type": ["string", "integer", "boolean", "array", "null"]}


def maybe(schema: Schema) -> Schema:
    """The same, or nothing (null)."""
    values = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [schema["type"], "null"], **values}


def many(title: str, each: Schema) -> Schema:
    """A list, perhaps empty."""
    return {"title": title, "type": "array", "items": each}


def record(title: str, /, **fields: Schema) -> Schema:
    """An object with exactly these fields."""
    return {
        "title": title,
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }
