"""Charts drawn on the server, each with one sentence that sums it up and the table of the same values.

A value of None was withheld because it is too small to publish: drawn as a gap and said in words, never as zero.
"""

from dataclasses import dataclass
from functools import cached_property

WITHHELD = "too few to show"
LABELS_THAT_FIT = 6


@dataclass(frozen=True)
class Chart:
    """A ready chart: `kind` is "bars" or "trend", `unit` is a plural noun, `withheld` is how a gap is said."""

    kind: str
    title: str
    unit: str
    points: tuple[tuple[str, float | None], ...]
    label_heading: str
    withheld: str = WITHHELD

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The table: label and value as shown, in the order of the chart."""
        return [(label, self.shown(value)) for label, value in self.points]

    @cached_property
    def known(self) -> list[tuple[str, float]]:
        """The points that may be seen."""
        return [(label, value) for label, value in self.points if value is not None]

    @cached_property
    def summary(self) -> str:
        """One sentence or two for those who do not see the drawing."""
        if not self.points:
            return "There is nothing to show yet."
        gaps = len(self.points) - len(self.known)
        words = (_trend_words if self.kind == "trend" else _bars_words)(self) if self.known else ""
        return " ".join(
            filter(None, [words, f"{gaps} of {len(self.points)}: {self.withheld}." if gaps else ""])
        )

    @property
    def bars(self) -> list[dict]:
        """One bar a value: its label, its value as shown, its length in percent of the longest."""
        longest = max((value for _, value in self.known), default=0)
        return [
            {
                "label": label,
                "shown": self.shown(value),
                "gap": value is None,
                "length": _percent(value or 0, longest),
            }
            for label, value in self.points
        ]

    @cached_property
    def periods(self) -> list[dict]:
        """One point a period in a square of 100 by 100, y from the top; every label only where all fit."""
        cell, every = 100 / max(len(self.points), 1), -(-len(self.points) // LABELS_THAT_FIT)
        return [
            {
                "label": label if index % every == 0 else "",
                "gap": value is None,
                "start": round(cell * index, 2),
                "x": round(cell * (index + 0.5), 2),
                "y": round(100 - _percent(value or 0, self.top), 2),
                "cell": round(cell, 2),
            }
            for index, (label, value) in enumerate(self.points)
        ]

    @property
    def runs(self) -> list[str]:
        """The line of a trend as lists of points, broken where a value was withheld."""
        runs: list[list[str]] = [[]]
        for period in self.periods:
            if period["gap"]:
                runs.append([])
            else:
                runs[-1].append(f"{period['x']},{period['y']}")
        return [" ".join(run) for run in runs if len(run) > 1]

    @property
    def levels(self) -> list[dict]:
        """Five level lines of a trend from the top down to zero."""
        return [{"y": 25 * step, "shown": self.shown(self.top * (4 - step) / 4)} for step in range(5)]

    @cached_property
    def top(self) -> float:
        """The highest level line: the next 1, 2, 4 or 8 times a power of ten, so that quarters read well."""
        highest = max((value for _, value in self.known), default=0)
        size = 1
        while size * 10 <= highest:
            size *= 10
        return next(step * size for step in (1, 2, 4, 8, 10) if step * size >= highest)

    def shown(self, value: float | None) -> str:
        """The value as written beside the drawing and in the table."""
        return self.withheld if value is None else f"{value:,.10g}"


def bars(title: str, unit: str, points, *, label_heading: str, withheld: str = WITHHELD) -> Chart:
    """Compare amounts: one bar for each (label, value or None)."""
    return _chart("bars", title, unit, points, label_heading, withheld)


def trend(title: str, unit: str, points, *, label_heading: str, withheld: str = WITHHELD) -> Chart:
    """Show change: (period, value or None) in order of time."""
    return _chart("trend", title, unit, points, label_heading, withheld)


def _chart(kind, title, unit, points, label_heading, withheld) -> Chart:
    if any(value is not None and value < 0 for _, value in points):
        raise ValueError("These charts begin at zero: a negative value cannot be drawn.")
    return Chart(
        kind, title, unit, tuple((str(label), value) for label, value in points), label_heading, withheld
    )


def _percent(value: float, whole: float) -> float:
    return round(100 * value / whole, 2) if whole else 0


def _bars_words(chart: Chart) -> str:
    most, least = (pick(chart.known, key=lambda point: point[1]) for pick in (max, min))
    if most[1] == least[1]:
        return f"{'Each' if len(chart.known) > 1 else most[0]}: {chart.shown(most[1])} {chart.unit}."
    return (
        f"Highest: {most[0]}, {chart.shown(most[1])} {chart.unit}. "
        f"Lowest: {least[0]}, {chart.shown(least[1])} {chart.unit}."
    )


def _trend_words(chart: Chart) -> str:
    (first, before), (last, after) = chart.known[0], chart.known[-1]
    if len(chart.known) == 1:
        return f"{last}: {chart.shown(after)} {chart.unit}."
    move = "up from" if after > before else "down from" if after < before else "the same as"
    return f"{last}: {chart.shown(after)} {chart.unit}, {move} {chart.shown(before)} in {first}."
