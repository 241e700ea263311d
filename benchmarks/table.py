"""The table that every benchmark ends with."""

from typing import NamedTuple


class Row(NamedTuple):
    """One measure. `goal` None: measured for comparison only."""

    measure: str
    value: float
    unit: str
    goal: float | None = None

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return "–"
        return "met" if self.value <= self.goal else "short of goal"


def markdown(rows: list[Row]) -> str:
    """The rows as a Markdown table: measure, value, goal, met or short of goal."""
    lines = ["| measure | value | goal | |", "|---|---:|---:|---|"]
    for row in rows:
        goal = "" if row.goal is None else f"≤ {row.goal:g} {row.unit}"
        lines.append(f"| {row.measure} | {row.value:.3g} {row.unit} | {goal} | {row.verdict} |")
    return "\n".join(lines)
