"""What an office owes when it cancels: pure, to the minor unit, shown before the button is pressed."""

from datetime import datetime, timedelta
from typing import NamedTuple

from payments.money import ceil_div, split

# timing.csv: cancel_full_pay_under 48 hours, cancel_half_pay_under 7 days; 10 % before that (DOMAIN).
FULL_PAY_UNDER = timedelta(hours=48)
HALF_PAY_UNDER = timedelta(days=7)
EARLY_PERCENT = 10


class Cancellation(NamedTuple):
    """The sum owed, of which `preparation_minor` for preparation, and the percentage of the rest."""

    amount_minor: int
    preparation_minor: int
    percent: int


def cancellation_of(terms: dict, starts_at: datetime | None, at: datetime) -> Cancellation:
    """What is owed when the office cancels at `at`; `starts_at` None when no time is agreed yet.

    Under 48 h before: everything. Under 7 days: preparation in full and half of the rest. Earlier, or with
    no time agreed: 10 % of everything. Rounded up; never more than the agreed pay.
    """
    notice = starts_at - at if starts_at else HALF_PAY_UNDER
    pay = terms["pay_minor"]
    if notice < FULL_PAY_UNDER:
        return Cancellation(pay, preparation_of(terms), 100)
    if notice < HALF_PAY_UNDER:
        preparation = preparation_of(terms)
        return Cancellation(preparation + ceil_div(pay - preparation, 2), preparation, 50)
    return Cancellation(ceil_div(pay * EARLY_PERCENT, 100), 0, EARLY_PERCENT)


def preparation_of(terms: dict) -> int:
    """The part of the pay that is for preparation, by minutes as the quote splits it."""
    parts = [terms[f"{part}_minutes"] or 0 for part in ("preparation", "session", "debrief")]
    return split(terms["pay_minor"], parts)[0]
