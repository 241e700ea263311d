"""The table that every benchmark ends with."""

from typing import NamedTuple


class Row(NamedTuple):
    """One measure. `goal` None: measured for comparison only; `at_least`: more is better."""

    measure: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return "–"
        reached = self.value >= self.goal if self.at_least else self.value <= self.goal
        return "met" if reached else "short of goal"


def markdown(rows: list[Row]) -> str:
    """The rows as a Markdown table: measure, value, goal, met or short of goal."""
    lines = ["| measure | value | goal | |", "|---|---:|---:|---|"]
    for row in rows:
        goal = "" if row.goal is None else f"{'≥' if row.at_least else '≤'} {row.goal:g} {row.unit}"
        lines.append(f"| {row.measure} | {row.value:.3g} {row.unit} | {goal} | {row.verdict} |")
    return "\n".join(lines)
