"""State machines as tables. The one function that moves along them is `network.audit.moves.advance`.

A table reads `{state: {move: Step(next state, who may)}}`. `who` holds role words that the caller's
policy has established, never user objects, so that a table can be printed as a diagram.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Step(NamedTuple):
    to: str
    who: tuple[str, ...]


Table = Mapping[Any, Mapping[str, Step]]


class MoveRefused(Exception):
    """The move is not in the table from here, or not for this role. Its text is safe to show."""


def allowed_moves(table: Table, state: str, role: str) -> list[str]:
    """The moves that `role` may make from `state`, in the table's order."""
    return [move for move, step in table.get(state, {}).items() if role in step.who]


def step_for(table: Table, state: str, move: str, role: str) -> Step:
    """The table's step, or MoveRefused in words that can be shown."""
    step = table.get(state, {}).get(move)
    if step is None:
        raise MoveRefused(f"“{move}” is not possible while this is “{state}”. Go back and look at it again.")
    if role not in step.who:
        raise MoveRefused(f"“{move}” is not yours to do here.")
    return step
