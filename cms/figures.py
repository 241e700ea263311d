"""Numbers that public pages may show: each asks the code that works by it, so that no page can promise another."""

from collections.abc import Callable
from typing import NamedTuple

from network.common import clock
from payments.money import format_money
from payments.queries import floor_for
from payments.quotes import CONTINGENCY_PERCENT, DEBRIEF_MINUTES, PREPARATION_PERCENT, SUPPORT_PERCENT


class Shown(NamedTuple):
    label: str
    value: str
    note: str


class Figure(NamedTuple):
    """One number: what it is called, what it is now, and what it means."""

    label: str
    value: Callable[[], str]
    note: str

    def shown(self) -> Shown:
        return Shown(self.label, self.value(), self.note)


def _floor() -> str:
    """The floor of the United States: the only one that is published (see data/rates.csv)."""
    floor = floor_for("US", "USD", clock.now().date())
    return format_money(floor.hourly_minor, floor.currency) if floor else "Not loaded yet"


FIGURES = {
    "floor": Figure("The least for an hour", _floor, "in US dollars, for all your time"),
    "preparation": Figure(
        "Preparation", lambda: f"{PREPARATION_PERCENT} %", "of the session, at least, and paid"
    ),
    "debrief": Figure("Time afterwards", lambda: f"{DEBRIEF_MINUTES} minutes", "paid, after every session"),
    "support": Figure("For support", lambda: f"{SUPPORT_PERCENT} %", "of the fees, on top of them"),
    "contingency": Figure(
        "For what goes wrong", lambda: f"{CONTINGENCY_PERCENT} %", "of the fees, on top of them"
    ),
    "fee": Figure("Taken from your pay", lambda: "Nothing", "the office pays our costs"),
}
