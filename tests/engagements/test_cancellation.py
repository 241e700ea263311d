"""What an office owes, to the minor unit, at every boundary."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.engagements.cancellation import cancellation_of, preparation_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TERMS = {"pay_minor": 24_375, "preparation_minutes": 60, "session_minutes": 90, "debrief_minutes": 30}
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("notice", "amount", "percent"),
    [
        (timedelta(hours=-1), 24_375, 100),
        (timedelta(hours=48) - SECOND, 24_375, 100),
        (timedelta(hours=48), 8_125 + 8_125, 50),
        (timedelta(days=7) - SECOND, 8_125 + 8_125, 50),
        (timedelta(days=7), 2_438, 10),
        (None, 2_438, 10),
    ],
)
def test_the_steps(notice, amount, percent):
    owed = cancellation_of(TERMS, notice and NOW + notice, NOW)
    assert (owed.amount_minor, owed.percent) == (amount, percent)


@given(
    st.integers(1, 10**9),
    st.integers(0, 600),
    st.integers(1, 600),
    st.integers(0, 120),
    st.integers(0, 1000),
    st.integers(0, 1000),
)
def test_less_notice_never_costs_less_and_nothing_costs_more_than_the_pay(
    pay, prep, session, debrief, one, other
):
    terms = TERMS | {
        "pay_minor": pay,
        "preparation_minutes": prep,
        "session_minutes": session,
        "debrief_minutes": debrief,
    }
    short, long = sorted((one, other))
    sooner, later = (
        cancellation_of(terms, NOW + timedelta(hours=h), NOW).amount_minor for h in (short, long)
    )
    assert pay >= sooner >= later >= 0
    assert later * 10 >= pay
    assert preparation_of(terms) * (prep + session + debrief) <= pay * prep + (prep + session + debrief)
