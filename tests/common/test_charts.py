"""A drawing, its table and its sentence tell the same."""

import re

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from network.common.charts import bars, trend

ANSWERS = [("Accepted", 24), ("Partly", 12), ("Rejected", None), ("None", 0)]
MONTHS = [("Jan", 14), ("Feb", 11.5), ("Mar", None), ("Apr", 8), ("May", 9)]
values = st.lists(st.one_of(st.none(), st.integers(0, 10**9)), max_size=24)


def answers(points=ANSWERS, **options):
    return bars("Answers", "recommendations", points, label_heading="Answer", **options)


def days(points=MONTHS):
    return trend("Days to pay", "days", points, label_heading="Month")


def drawn(chart) -> str:
    return " ".join(Template("{% chart chart %}").render(Context({"chart": chart})).split())


def table(html: str) -> list[tuple[str, str]]:
    return re.findall(r'scope="row">([^<]*)</th><td[^>]*>([^<]*)</td>', html)


@pytest.mark.parametrize("chart", [answers(), days()])
def test_the_table_holds_every_value_of_the_chart(chart):
    said = [(label, "too few to show" if value is None else f"{value:g}") for label, value in chart.points]
    assert table(drawn(chart)) == said


def test_bars_are_as_long_as_their_values():
    assert re.findall(r'<rect[^>]* width="([\d.]+)"', drawn(answers())) == ["100.0", "50.0", "0.0"]


def test_points_of_a_trend_stand_as_high_as_their_values():
    chart = days()
    for period, (_, value) in zip(chart.periods, chart.points, strict=True):
        if value is not None:
            assert (100 - period["y"]) * chart.top / 100 == pytest.approx(value, abs=0.01)


def test_a_withheld_value_is_a_gap_and_never_zero():
    html = drawn(answers(withheld="fewer than 11"))
    assert ("Rejected", "fewer than 11") in table(html)
    assert "1 of 4: fewer than 11." in html
    assert html.count("<rect") == 3
    assert days().runs == ["10.0,30.0 30.0,42.5", "70.0,60.0 90.0,55.0"]
    assert drawn(days()).count('class="ecn-chart__gap"') == 1


def test_the_drawing_is_one_picture_with_the_sentence_as_its_name():
    html = drawn(days())
    assert (
        'role="img" aria-label="Days to pay. May: 9 days, down from 14 in Jan. 1 of 5: too few to show."'
        in html
    )


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (
            ANSWERS,
            "Highest: Accepted, 24 recommendations. Lowest: None, 0 recommendations. 1 of 4: too few to show.",
        ),
        ([("A", 5), ("B", 5)], "Each: 5 recommendations."),
        ([("A", None)], "1 of 1: too few to show."),
        ([], "There is nothing to show yet."),
    ],
)
def test_bars_are_summed_up(points, words):
    assert answers(points).summary == words


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ([("Jan", 9)], "Jan: 9 days."),
        ([("Jan", 9), ("Feb", 9)], "Feb: 9 days, the same as 9 in Jan."),
        ([("Jan", 9), ("Feb", 1200)], "Feb: 1,200 days, up from 9 in Jan."),
    ],
)
def test_trends_are_summed_up(points, words):
    assert days(points).summary == words


@given(values)
def test_nothing_is_drawn_outside_the_frame(numbers):
    chart = days([(str(n), value) for n, value in enumerate(numbers)])
    assert all(0 <= period["y"] <= 100 and 0 < period["x"] < 100 for period in chart.periods)
    assert all(0 <= bar["length"] <= 100 for bar in answers(chart.points).bars)
    assert sum(bool(period["label"]) for period in chart.periods) <= 6


def test_labels_are_escaped_and_nothing_needs_inline_style():
    html = drawn(answers([("<img src=x>", 1)]))
    assert "<img" not in html
    assert "style=" not in html


def test_a_negative_value_is_refused():
    with pytest.raises(ValueError, match="begin at zero"):
        answers([("A", -1)])
