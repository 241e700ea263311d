"""What work costs: pure functions from a card, minutes and seats. No database, no float."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Protocol

from payments.money import ceil_div, format_money, split

# Preparation ≥ 50 % of the session, debrief 30 minutes: DOMAIN numbers, a setting of the network.
PREPARATION_PERCENT = 50
DEBRIEF_MINUTES = 30
SUPPORT_PERCENT = 10
CONTINGENCY_PERCENT = 10


class QuoteRefused(ValueError):
    """The work cannot be quoted like this. The text names what would be right and may be shown."""


class BelowFloor(QuoteRefused):
    """Pay per hour of all the time asked for is under the floor; `right_minor` is the least pay per seat."""

    def __init__(self, right_minor: int, currency: str, floor_minor: int):
        self.right_minor, self.currency = right_minor, currency
        super().__init__(
            f"This pays less than {format_money(floor_minor, currency)} for each hour of the time asked for. "
            f"The right sum is {format_money(right_minor, currency)} for each expert."
        )


class Card(Protocol):
    """What a quote needs of a rate card."""

    currency: str
    hourly_minor: int


@dataclass(frozen=True)
class Floor:
    """The effective hour that may not be undercut. `role`: published floor, or comparator where none is."""

    hourly_minor: int
    currency: str
    role: str
    source: str


@dataclass(frozen=True)
class Minutes:
    """All the time asked of one expert, in minutes."""

    preparation: int
    session: int
    debrief: int
    travel: int = 0

    @property
    def total(self) -> int:
        return sum(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True)
class LineItem:
    """One part of a sum: what it is, why, and how much (minor units)."""

    label: str
    explanation: str
    amount_minor: int


@dataclass(frozen=True)
class Quote:
    """What the work pays. `lines` and `pay_minor` are for one seat, `fees_minor` for all of them."""

    currency: str
    minutes: Minutes
    seats: int
    lines: tuple[LineItem, ...]
    pay_minor: int
    effective_hourly_minor: int
    floor: Floor | None

    @property
    def fees_minor(self) -> int:
        return self.pay_minor * self.seats


@dataclass(frozen=True)
class FundTotal:
    """What a payer must promise before the work is asked for."""

    currency: str
    lines: tuple[LineItem, ...]

    @property
    def total_minor(self) -> int:
        return sum(line.amount_minor for line in self.lines)


def default_minutes(session: int, travel: int = 0) -> Minutes:
    """The least time that goes with a session: half of it for preparation, and a debrief."""
    return Minutes(least_preparation(session), session, DEBRIEF_MINUTES if session else 0, travel)


def least_preparation(session: int) -> int:
    return ceil_div(session * PREPARATION_PERCENT, 100)


def quote(
    card: Card, floor: Floor | None, minutes: Minutes, seats: int, pay_minor: int | None = None
) -> Quote:
    """Price the work by the card, every minute at the same hour, rounded up to a minor unit per seat.

    `pay_minor` replaces the card's sum per seat where something else sets it (a cap, a fixed fee).
    Raises BelowFloor when the pay over all minutes is under the floor, QuoteRefused for too little time.
    A floor counts only in the card's own currency; a foreign one is refused, never converted.
    """
    _check_shape(card, floor, minutes, seats)
    pay = ceil_div(card.hourly_minor * minutes.total, 60) if pay_minor is None else pay_minor
    # Compared crosswise in whole numbers: a rounded hourly rate could hide a shortfall.
    if floor and pay * 60 < floor.hourly_minor * minutes.total:
        raise BelowFloor(ceil_div(floor.hourly_minor * minutes.total, 60), card.currency, floor.hourly_minor)
    return Quote(
        currency=card.currency,
        minutes=minutes,
        seats=seats,
        lines=_seat_lines(card, minutes, pay),
        pay_minor=pay,
        effective_hourly_minor=pay * 60 // minutes.total,
        floor=floor,
    )


def fund_total(quotes: Quote | Sequence[Quote], expenses_minor: int = 0) -> FundTotal:
    """Fees and expenses, plus support and contingency of 10 % of the fees each, rounded up.

    Several quotes (one per activity) are added up; they must share a currency.
    """
    parts = [quotes] if isinstance(quotes, Quote) else list(quotes)
    if len({part.currency for part in parts}) != 1:
        raise QuoteRefused("A fund has one currency: ask for work in one currency at a time.")
    fees = sum(part.fees_minor for part in parts)
    seats = sum(part.seats for part in parts)
    lines = [
        LineItem("Fees", f"Pay for {seats} {'expert' if seats == 1 else 'experts'}", fees),
        LineItem("Expenses", "Travel, care and access costs, paid before they arise", expenses_minor),
        LineItem(
            "Support",
            f"{SUPPORT_PERCENT} % of the fees, for support before and after",
            _percent(fees, SUPPORT_PERCENT),
        ),
        LineItem(
            "Contingency",
            f"{CONTINGENCY_PERCENT} % of the fees; what is not used comes back",
            _percent(fees, CONTINGENCY_PERCENT),
        ),
    ]
    return FundTotal(parts[0].currency, tuple(line for line in lines if line.amount_minor))


def _percent(amount_minor: int, percent: int) -> int:
    return ceil_div(amount_minor * percent, 100)


def _check_shape(card: Card, floor: Floor | None, minutes: Minutes, seats: int) -> None:
    if seats < 1:
        raise QuoteRefused("Ask for at least one expert.")
    if min(minutes.preparation, minutes.session, minutes.debrief, minutes.travel) < 0 or not minutes.total:
        raise QuoteRefused("Give the time in minutes, more than none.")
    if floor and floor.currency != card.currency:
        raise QuoteRefused(
            f"The floor is in {floor.currency}, the card in {card.currency}: use a floor in {card.currency}."
        )
    if minutes.preparation < least_preparation(minutes.session):
        raise QuoteRefused(
            f"Pay at least {least_preparation(minutes.session)} minutes of preparation for this session."
        )
    if minutes.session and minutes.debrief < DEBRIEF_MINUTES:
        raise QuoteRefused(f"Pay at least {DEBRIEF_MINUTES} minutes of debrief after a session.")


def _seat_lines(card: Card, minutes: Minutes, pay_minor: int) -> tuple[LineItem, ...]:
    parts = [
        (field.name, getattr(minutes, field.name))
        for field in fields(minutes)
        if getattr(minutes, field.name)
    ]
    shares = split(pay_minor, [length for _, length in parts])
    hour = format_money(card.hourly_minor, card.currency)
    return tuple(
        LineItem(name.capitalize(), f"{length} minutes at {hour} an hour", share)
        for (name, length), share in zip(parts, shares, strict=True)
    )
