"""The statistics gate: the only road from counts of people and events to a page.

A count below the audience's minimum is withheld, zero like any other, so that one person more or less is
not seen. Then as many others are withheld as it takes that no withheld count can be worked out from the
shown ones and their totals. Public counts are rounded after that.

Minimum of 11 for the public (CTDC global dataset; CMS withholds 1–10), 5 for managers and offices;
rounding to 5 (NHS suppression practice).
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

Cell = tuple[int, int]
Grid = list[list[int]]


class Rule(NamedTuple):
    """The smallest count that may be shown, and the number that shown counts are rounded to."""

    minimum: int
    rounding: int


class Audience(Enum):
    """Who will see the numbers: everybody, or managers, offices and the experts they invite."""

    PUBLIC = Rule(11, 5)
    INSIDE = Rule(5, 1)

    @property
    def withheld(self) -> str:
        """What stands in place of a withheld count."""
        return f"fewer than {self.value.minimum}"


class Published(NamedTuple):
    """A table that may be shown: None where a count is withheld."""

    cells: list[list[int | None]]
    row_totals: list[int | None]
    column_totals: list[int | None]
    total: int | None


def publish(table: Sequence[Sequence[int]], audience: Audience) -> Published:
    """What of this table of counts (rows of equal length) and of its totals `audience` may see.

    No withheld count is small on its own or derivable from what is shown. Raises ValueError for a ragged
    table or a negative count.
    """
    grid = _with_totals(table)
    hidden = _hidden(grid, audience.value.minimum)
    shown = [
        [None if (r, c) in hidden else _rounded(count, audience) for c, count in enumerate(row)]
        for r, row in enumerate(grid)
    ]
    body, bottom = shown[:-1], shown[-1]
    return Published([row[:-1] for row in body], [row[-1] for row in body], bottom[:-1], bottom[-1])


def publish_count(count: int, audience: Audience) -> int | None:
    """One count that is part of no shown total."""
    return _rounded(count, audience) if enough(count, audience) else None


def publish_counts(counts: Mapping[str, int], audience: Audience) -> dict[str, int | None]:
    """Counts that do not add up to anything shown, such as the steps of a pipeline."""
    return {name: publish_count(count, audience) for name, count in counts.items()}


def publish_parts(parts: Mapping[str, int], audience: Audience) -> tuple[dict[str, int | None], int | None]:
    """The parts of a whole, and the whole."""
    published = publish([list(parts.values())], audience)
    return dict(zip(parts, published.cells[0], strict=True)), published.total


def enough(count: int, audience: Audience) -> bool:
    """Whether a figure that rests on `count` people or events may be shown at all."""
    return count >= audience.value.minimum


def _with_totals(table: Sequence[Sequence[int]]) -> Grid:
    if len({len(row) for row in table}) > 1 or any(count < 0 for row in table for count in row):
        raise ValueError("A table to publish needs rows of equal length and no negative count.")
    grid = [[*row, sum(row)] for row in table]
    return [*grid, [sum(column) for column in zip(*grid, strict=True)]]


def _rounded(count: int, audience: Audience) -> int:
    base = audience.value.rounding
    return base * ((count + base // 2) // base)


def _hidden(grid: Grid, minimum: int) -> set[Cell]:
    """The small cells, and the next smallest until nothing hidden can be told from the rest."""
    hidden = {(r, c) for r, row in enumerate(grid) for c, count in enumerate(row) if count < minimum}
    while weak := next(_weak_lines(grid, hidden, minimum), None):
        hidden.add(min(weak, key=lambda cell: (grid[cell[0]][cell[1]], cell)))
    return hidden


def _weak_lines(grid: Grid, hidden: set[Cell], minimum: int) -> Iterator[list[Cell]]:
    """Cells still shown, one of which must also be hidden: of lines, then of the whole table."""
    for line in _lines(grid):
        unseen = [cell for cell in line if cell in hidden]
        seen = [cell for cell in line if cell not in hidden]
        if unseen and seen and (len(unseen) == 1 or _small_sum(grid, line, unseen, minimum)):
            yield seen
    for row, column in sorted(_bridges(hidden)):
        neighbours = [cell for cell in _cells(grid) if (cell[0] == row) != (cell[1] == column)]
        yield [cell for cell in neighbours if cell not in hidden]


def _small_sum(grid: Grid, line: list[Cell], unseen: list[Cell], minimum: int) -> bool:
    """Whether the hidden cells of a line together are small, and the shown total tells so."""
    return line[-1] not in unseen and sum(grid[r][c] for r, c in unseen) < minimum


def _lines(grid: Grid) -> list[list[Cell]]:
    """Every row and column, its total last: the sums that a reader can do."""
    rows, columns = range(len(grid)), range(len(grid[0]))
    return [[(r, c) for c in columns] for r in rows] + [[(r, c) for r in rows] for c in columns]


def _cells(grid: Grid) -> list[Cell]:
    return [(r, c) for r in range(len(grid)) for c in range(len(grid[0]))]


def _bridges(hidden: set[Cell]) -> set[Cell]:
    """The hidden cells that are derivable all the same.

    Rows and columns as points, hidden cells as lines between them: a cell can be worked out from sums
    exactly when it lies on no circle, that is, when without it its two ends fall apart.
    """
    return {cell for cell in hidden if not _joined(hidden - {cell}, *cell)}


def _joined(cells: set[Cell], row: int, column: int) -> bool:
    rows: set[int] = {row}
    columns: set[int] = set()
    while True:
        reached = {c for r, c in cells if r in rows} - columns
        if column in columns | reached:
            return True
        columns |= reached
        new_rows = {r for r, c in cells if c in columns} - rows
        if not new_rows:
            return False
        rows |= new_rows
