"""The state diagrams of docs/states, drawn from the tables themselves."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings

FOLDER = Path(settings.ROOT) / "docs" / "states"


def diagrams() -> dict[str, str]:
    """Every file of docs/states by name: one for each app that keeps tables in its `states` module."""
    return {f"{label}.md": _page(label, tables) for label, tables in _tables_by_app() if tables}


def _tables_by_app() -> Iterator[tuple[str, dict[str, Mapping]]]:
    """The tables stand where the architecture puts them, so no app has to announce its own."""
    for config in apps.get_app_configs():
        if config.name.startswith(("network.", "payments")) and find_spec(f"{config.name}.states"):
            yield config.label, _tables(import_module(f"{config.name}.states"))


def _tables(module) -> dict[str, Mapping]:
    public = {name: value for name, value in vars(module).items() if name.isupper() and name[0] != "_"}
    return {name: value for name, value in public.items() if _is_table(value)}


def _is_table(value) -> bool:
    if not isinstance(value, Mapping):
        return False
    return all(isinstance(moves, Mapping) for moves in value.values()) and any(
        isinstance(step, tuple) and len(step) == 2 for moves in value.values() for step in moves.values()
    )


def _page(label: str, tables: dict[str, Mapping]) -> str:
    parts = [f"# States of {label}", "Drawn from the code by `manage.py draw_states`; do not edit by hand."]
    for name, table in tables.items():
        lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {next(iter(table))}", *_arrows(table), "```"]
        parts += [f"## {name.replace('_', ' ').capitalize()}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def _arrows(table: Mapping) -> Iterator[str]:
    for state, moves in table.items():
        for move, (to, who) in moves.items():
            may = who if isinstance(who, str) else ", ".join(who)
            yield f"    {state} --> {to}: {move.replace('_', ' ')} ({may})"
