from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payments.quotes import (
    BelowFloor,
    Floor,
    Minutes,
    QuoteRefused,
    default_minutes,
    fund_total,
    quote,
)


@dataclass(frozen=True)
class Card:
    hourly_minor: int = 9_000
    currency: str = "USD"


US_FLOOR = Floor(8_125, "USD", "floor", "published threshold")


def test_every_minute_is_paid_and_explained():
    result = quote(Card(), US_FLOOR, Minutes(preparation=60, session=120, debrief=30, travel=30), seats=3)
    assert result.pay_minor == 36_000
    assert [(line.label, line.amount_minor) for line in result.lines] == [
        ("Preparation", 9_000),
        ("Session", 18_000),
        ("Debrief", 4_500),
        ("Travel", 4_500),
    ]
    assert result.lines[0].explanation == "60 minutes at $90.00 an hour"
    assert (result.effective_hourly_minor, result.fees_minor) == (9_000, 108_000)


def test_the_default_time_is_half_the_session_and_a_debrief():
    assert default_minutes(91) == Minutes(preparation=46, session=91, debrief=30, travel=0)
    assert default_minutes(0).total == 0


def test_pay_under_the_floor_is_refused_with_the_right_sum():
    with pytest.raises(BelowFloor, match=r"\$284\.38") as refused:
        quote(Card(8_000), US_FLOOR, default_minutes(120), seats=1)
    assert refused.value.right_minor == 28_438


def test_a_fixed_sum_is_held_to_the_floor_of_all_minutes():
    minutes = default_minutes(120)
    with pytest.raises(BelowFloor):
        quote(Card(), US_FLOOR, minutes, seats=1, pay_minor=28_437)
    assert quote(Card(), US_FLOOR, minutes, seats=1, pay_minor=28_438).effective_hourly_minor == 8_125


def test_a_floor_in_another_currency_is_never_converted():
    with pytest.raises(QuoteRefused, match="GBP"):
        quote(Card(), Floor(1, "GBP", "floor", ""), default_minutes(60), seats=1)


@pytest.mark.parametrize(
    ("minutes", "seats", "cure"),
    [
        (Minutes(29, 60, 30), 1, "30 minutes of preparation"),
        (Minutes(30, 60, 29), 1, "30 minutes of debrief"),
        (Minutes(0, 0, 0), 1, "more than none"),
        (Minutes(30, 60, 30, -5), 1, "more than none"),
        (Minutes(30, 60, 30), 0, "at least one expert"),
    ],
)
def test_too_little_time_is_refused_with_its_cure(minutes, seats, cure):
    with pytest.raises(QuoteRefused, match=cure):
        quote(Card(), None, minutes, seats)


def test_written_work_without_a_session_needs_no_debrief():
    assert quote(Card(), US_FLOOR, Minutes(180, 0, 0), seats=1).pay_minor == 27_000


def test_the_fund_covers_fees_expenses_support_and_contingency():
    total = fund_total(quote(Card(), US_FLOOR, default_minutes(120), seats=2), expenses_minor=5_000)
    assert [(line.label, line.amount_minor) for line in total.lines] == [
        ("Fees", 63_000),
        ("Expenses", 5_000),
        ("Support", 6_300),
        ("Contingency", 6_300),
    ]
    assert total.total_minor == 80_600


def test_a_fund_has_one_currency():
    dollars = quote(Card(), None, default_minutes(60), 1)
    with pytest.raises(QuoteRefused, match="one currency"):
        fund_total([dollars, quote(Card(currency="GBP"), None, default_minutes(60), 1)])
    assert fund_total([dollars, dollars]).lines[0].amount_minor == 2 * dollars.fees_minor


times = st.builds(
    lambda session, extra, debrief, travel: Minutes(-(-session // 2) + extra, session, 30 + debrief, travel),
    *[st.integers(0, 600)] * 4,
)


@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    times,
    st.integers(1, 40),
    st.sampled_from(["USD", "JPY", "KWD"]),
)
def test_whatever_is_quoted_sums_up_and_holds_the_floor(hourly, floor_hourly, minutes, seats, currency):
    floor = Floor(floor_hourly, currency, "floor", "")
    try:
        result = quote(Card(hourly, currency), floor, minutes, seats)
    except BelowFloor as refused:
        assert hourly < floor_hourly
        right = quote(Card(hourly, currency), floor, minutes, seats, pay_minor=refused.right_minor)
        assert right.effective_hourly_minor >= floor_hourly
        with pytest.raises(BelowFloor):
            quote(Card(hourly, currency), floor, minutes, seats, pay_minor=refused.right_minor - 1)
        return
    assert sum(line.amount_minor for line in result.lines) == result.pay_minor
    assert result.effective_hourly_minor >= floor_hourly
    assert result.pay_minor * 60 >= hourly * minutes.total


@given(times, st.integers(1, 40))
def test_the_same_work_pays_every_seat_the_same(minutes, seats):
    assert quote(Card(), None, minutes, seats).fees_minor == seats * quote(Card(), None, minutes, 1).pay_minor
