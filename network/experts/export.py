"""A copy of everything the network holds about an expert, for that expert alone.

Each app registers its sections in AppConfig.ready(): what is collected, and the schema that describes it.
docs/export.schema.json is the whole of them; `manage.py draw_export_schema` writes it.
"""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from network.common import clock
from network.common.schemas import DRAFT, Schema, moment, record
from network.experts.models import Profile

FORMAT = "expert-consultant-network/2"
SCHEMA_FILE = Path(settings.ROOT) / "docs" / "export.schema.json"
Collect = Callable[[Profile], Any]


class Section(NamedTuple):
    """`collect(profile)` returns what `schema` describes, moments as they are, in a fixed number of queries."""

    collect: Collect
    schema: Schema


_SECTIONS: dict[str, Section] = {}


def register_section(name: str, collect: Collect, schema: Schema) -> None:
    """Add a section at the end of every expert's export. The schema's titles head the readable copy."""
    _SECTIONS[name] = Section(collect, schema)


def begin_with(sections: dict[str, Section]) -> None:
    """Let these sections come first: apps above have registered theirs before."""
    later = {name: section for name, section in _SECTIONS.items() if name not in sections}
    _SECTIONS.clear()
    _SECTIONS.update(sections | later)


def all_sections() -> dict[str, Section]:
    """Every registered section by name, in the order of the copy."""
    return dict(_SECTIONS)


def everything_about(profile: Profile) -> dict:
    """All sections as JSON can hold them, with the format they follow and when they were made (UTC)."""
    made = {"format": FORMAT, "made_at": clock.now()}
    return _told(made | {name: section.collect(profile) for name, section in _SECTIONS.items()})


def _told(value: Any) -> Any:
    """Moments as ISO 8601, wherever they stand."""
    if isinstance(value, dict):
        return {name: _told(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_told(each) for each in value]
    return value.isoformat() if isinstance(value, datetime) else value


def schema_of_everything() -> Schema:
    """The JSON Schema of an export. It names every section and refuses any other."""
    whole = record(
        "A copy of everything the network holds about an expert",
        format={"title": "Format", "const": FORMAT},
        made_at=moment("When this copy was made"),
        **{name: section.schema for name, section in _SECTIONS.items()},
    )
    return {"$schema": DRAFT, **whole}


def schema_text() -> str:
    """The schema as its file holds it."""
    return json.dumps(schema_of_everything(), indent=2, ensure_ascii=False) + "\n"
