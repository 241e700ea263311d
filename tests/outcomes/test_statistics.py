"""The statistics gate holds for any table: nothing small is shown, nothing hidden can be worked out."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.outcomes import statistics
from network.outcomes.statistics import (
    Audience,
    enough,
    publish,
    publish_count,
    publish_counts,
    publish_parts,
)

tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 40), min_size=width, max_size=width), min_size=1, max_size=5
    )
)
audiences = st.sampled_from(list(Audience))


def whole(published) -> list[list[int | None]]:
    body = [[*row, total] for row, total in zip(published.cells, published.row_totals, strict=True)]
    return [*body, [*published.column_totals, published.total]]


def true_counts(table) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in table]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def determined(shown) -> set[tuple[int, int]]:
    """Independent and slow: solve the sums as equations; the unknowns that have only one value."""
    height, width = len(shown), len(shown[0])
    unknown = [(r, c) for r in range(height) for c in range(width) if shown[r][c] is None]
    lines = [[(r, c) for c in range(width)] for r in range(height)]
    lines += [[(r, c) for r in range(height)] for c in range(width)]
    matrix = []
    for line in lines:
        sign = {cell: Fraction(-1 if cell == line[-1] else 1) for cell in line}
        matrix.append([sign.get(cell, Fraction(0)) for cell in unknown])
    pivots, row = {}, 0
    for column in range(len(unknown)):
        chosen = next((r for r in range(row, len(matrix)) if matrix[r][column]), None)
        if chosen is None:
            continue
        matrix[row], matrix[chosen] = matrix[chosen], matrix[row]
        matrix[row] = [value / matrix[row][column] for value in matrix[row]]
        for other in range(len(matrix)):
            if other != row and matrix[other][column]:
                factor = matrix[other][column]
                matrix[other] = [a - factor * b for a, b in zip(matrix[other], matrix[row], strict=True)]
        pivots[row], row = column, row + 1
    return {unknown[column] for r, column in pivots.items() if sum(1 for value in matrix[r] if value) == 1}


@given(tables, audiences)
@settings(max_examples=400, deadline=None)
def test_nothing_small_is_shown(table, audience):
    minimum, base = audience.value
    for shown_row, true_row in zip(whole(publish(table, audience)), true_counts(table), strict=True):
        for shown, true in zip(shown_row, true_row, strict=True):
            if shown is not None:
                assert true >= minimum
                assert abs(shown - true) * 2 <= base and shown % base == 0


@given(tables, audiences)
@settings(max_examples=400, deadline=None)
def test_nothing_hidden_can_be_worked_out(table, audience):
    assert determined(whole(publish(table, audience))) == set()


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6), audiences)
def test_what_a_shown_total_leaves_over_is_never_small(row, audience):
    published = publish([row], audience)
    hidden = [true for true, shown in zip(row, published.cells[0], strict=True) if shown is None]
    if hidden and published.row_totals[0] is not None:
        assert sum(hidden) >= audience.value.minimum


def test_a_single_small_cell_takes_the_next_smallest_with_it():
    parts, total = publish_parts({"yes": 30, "partly": 12, "no": 3}, Audience.INSIDE)
    assert parts == {"yes": 30, "partly": None, "no": None}
    assert total == 45


def test_a_table_of_large_counts_is_shown_whole():
    published = publish([[20, 30], [40, 50]], Audience.INSIDE)
    assert published == ([[20, 30], [40, 50]], [50, 90], [60, 80], 140)


def test_zero_and_one_look_alike():
    assert publish_count(0, Audience.PUBLIC) is publish_count(1, Audience.PUBLIC) is None
    assert publish_count(10, Audience.PUBLIC) is None
    assert publish_count(11, Audience.PUBLIC) == 10
    assert publish_count(13, Audience.PUBLIC) == 15


def test_separate_counts_hide_only_themselves():
    assert publish_counts({"asked": 40, "verified": 4}, Audience.INSIDE) == {"asked": 40, "verified": None}
    assert Audience.INSIDE.withheld == "fewer than 5"
    assert enough(5, Audience.INSIDE) and not enough(4, Audience.INSIDE)


@pytest.mark.parametrize("table", [[[1, 2], [3]], [[-1]]])
def test_a_table_that_is_none_is_refused(table):
    with pytest.raises(ValueError, match="equal length"):
        publish(table, Audience.PUBLIC)


def test_the_solver_would_notice(monkeypatch):
    """Without the second step the solver finds the hidden cell: the property above can fail."""
    monkeypatch.setattr(statistics, "_weak_lines", lambda *_: iter(()))
    assert determined(whole(publish([[30, 12, 3]], Audience.INSIDE)))
