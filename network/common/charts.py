"""Charts drawn on the server as SVG, each with the table of the same values and one sentence that sums it up.

A value of None was withheld because it is too small to publish: it is drawn as a gap and said in words, never as zero.
"""

from dataclasses import dataclass, field

WITHHELD = "too few to show"
WIDTH, PLOT_HEIGHT, ROW = 640, 220, 44


@dataclass(frozen=True)
class Point:
    """One value of a chart; `value` is None when it was withheld."""

    label: str
    value: float | None


@dataclass(frozen=True)
class Chart:
    """A ready chart: `kind` is "bars" or "trend", `unit` is said with every value, `withheld` is how a gap reads."""

    kind: str
    title: str
    unit: str
    points: tuple[Point, ...]
    label_heading: str
    withheld: str = WITHHELD
    top: float = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "top", _round_top(max((p.value for p in self.known), default=0)))

    @property
    def known(self) -> list[Point]:
        return [point for point in self.points if point.value is not None]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The table: label and value as shown, in the order of the chart."""
        return [(point.label, self.shown(point.value)) for point in self.points]

    def shown(self, value: float | None) -> str:
        return self.withheld if value is None else f"{value:,.10g}"

    @property
    def summary(self) -> str:
        """One sentence for those who do not see the drawing."""
        gaps = len(self.points) - len(self.known)
        said = _trend_words(self) if self.kind == "trend" else _bars_words(self)
        return said + (
            f" Withheld: {gaps} of {len(self.points)} values, each {self.withheld}." if gaps else ""
        )

    @property
    def height(self) -> int:
        return ROW * len(self.points) if self.kind == "bars" else PLOT_HEIGHT + 60

    @property
    def marks(self) -> list[dict]:
        """What the template draws, in SVG units."""
        return _bar_marks(self) if self.kind == "bars" else _trend_marks(self)

    @property
    def segments(self) -> list[str]:
        """The line of a trend as SVG point lists, broken where a value was withheld."""
        runs, run = [], []
        for mark in [*self.marks, {"gap": True}]:
            if mark["gap"]:
                runs, run = [*runs, run] if len(run) > 1 else runs, []
            else:
                run = [*run, f"{mark['x']},{mark['y']}"]
        return [" ".join(run) for run in runs]

    @property
    def grid(self) -> list[dict]:
        """Four level lines of a trend with what they stand for."""
        return [
            {"y": y, "text_y": y + 5, "label": f"{self.top * step / 4:,.10g}"}
            for step in range(5)
            for y in [PLOT_HEIGHT - PLOT_HEIGHT * step // 4 + 20]
        ]


def bars(
    title: str, unit: str, points: list[tuple[str, float | None]], *, label_heading: str, **options
) -> Chart:
    """Compare amounts: one bar for each (label, value)."""
    return _chart("bars", title, unit, points, label_heading, options)


def trend(
    title: str, unit: str, points: list[tuple[str, float | None]], *, label_heading: str, **options
) -> Chart:
    """Show change: (period, value) in order of time."""
    return _chart("trend", title, unit, points, label_heading, options)


def _chart(kind, title, unit, points, label_heading, options) -> Chart:
    if any(value is not None and value < 0 for _, value in points):
        raise ValueError("These charts begin at zero: a negative value cannot be drawn.")
    return Chart(kind, title, unit, tuple(Point(str(k), v) for k, v in points), label_heading, **options)


def _round_top(highest: float) -> float:
    """The next 1, 2, 4, 5 or 8 times a power of ten, so that quarter lines read well."""
    size = 1.0
    while size * 10 <= highest:
        size *= 10
    while highest and size > highest:
        size /= 10
    return next((step * size for step in (1, 2, 4, 5, 8, 10) if step * size >= highest), size)


def _bars_words(chart: Chart) -> str:
    if not chart.known:
        return "There is nothing to show yet."
    most, least = max(chart.known, key=lambda p: p.value), min(chart.known, key=lambda p: p.value)
    if most.value == least.value:
        return f"Every value shown is {chart.shown(most.value)} {chart.unit}."
    return (
        f"Highest: {most.label}, {chart.shown(most.value)} {chart.unit}. "
        f"Lowest: {least.label}, {chart.shown(least.value)} {chart.unit}."
    )


def _trend_words(chart: Chart) -> str:
    if not chart.known:
        return "There is nothing to show yet."
    first, last = chart.known[0], chart.known[-1]
    move = (
        "up from" if last.value > first.value else "down from" if last.value < first.value else "the same as"
    )
    return (
        f"{last.label}: {chart.shown(last.value)} {chart.unit}, "
        f"{move} {chart.shown(first.value)} in {first.label}."
    )


def _bar_marks(chart: Chart) -> list[dict]:
    room = WIDTH - 90
    return [
        {
            "label": point.label,
            "shown": chart.shown(point.value),
            "gap": point.value is None,
            "y": index * ROW,
            "length": length,
            "value_x": length + 8,
        }
        for index, point in enumerate(chart.points)
        for length in [round(room * (point.value or 0) / chart.top, 1) if chart.top else 0]
    ]


def _trend_marks(chart: Chart) -> list[dict]:
    step = (WIDTH - 100) / max(len(chart.points) - 1, 1)
    every = -(-len(chart.points) // 8)  # At most eight period labels fit side by side.
    return [
        {
            "label": point.label if index % every == 0 else "",
            "shown": chart.shown(point.value),
            "gap": point.value is None,
            "x": round(60 + step * index, 1),
            "y": round(PLOT_HEIGHT - PLOT_HEIGHT * (point.value or 0) / chart.top + 20, 1)
            if chart.top
            else 0,
        }
        for index, point in enumerate(chart.points)
    ]
