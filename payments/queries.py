"""What may be read about money. Permission is the view's; every row here is opaque."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet, Sum, Window
from django.shortcuts import get_object_or_404

from payments import conf
from payments.models import Account, Fund, Line, Movement, Payee, Payment, Rate, RateCard, Step
from payments.quotes import Floor
from payments.states import PaymentState

# The way every payment goes when nothing is in it.
WAY = (
    PaymentState.RESERVED,
    PaymentState.DUE,
    PaymentState.RELEASED,
    PaymentState.PAID,
    PaymentState.SETTLED,
)


class NoCard(LookupError):
    """No rate card for this work. The text may be shown."""


def balance(account: Account, at: datetime | None = None) -> int:
    """What the account holds in minor units, now or at a past moment (inclusive)."""
    lines = account.lines.filter(movement__at__lte=at) if at else account.lines
    return lines.aggregate(sum=Sum("amount_minor"))["sum"] or 0


def trial_balance(at: datetime | None = None) -> list[dict]:
    """Per currency and kind of account the sum of all lines, each with the currency's `sum_minor`: zero."""
    lines = Line.objects.filter(movement__at__lte=at) if at else Line.objects.all()
    by_kind = lines.order_by("currency", "account__kind").values("currency", kind=F("account__kind"))
    rows = list(by_kind.annotate(amount_minor=Sum("amount_minor")))
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row["currency"]] += row["amount_minor"]
    return [
        {**row, "label": Account.Kind(row["kind"]).label, "sum_minor": sums[row["currency"]]} for row in rows
    ]


def due_for_release(at: datetime) -> QuerySet[Payment]:
    """Payments whose moment has come and whose payee can be paid: due, or held by a rest that is over."""
    rested = Q(payee__details_changed_at=None) | Q(payee__details_changed_at__lte=at - conf.details_hold())
    return Payment.objects.filter(
        rested,
        Q(state=PaymentState.DUE) | Q(state=PaymentState.HELD, held_until__lte=at),
        release_by__lte=at,
        payee__state=Payee.State.READY,
    ).order_by("release_by", "pk")


def floor_for(jurisdiction: str, currency: str, on: date) -> Floor | None:
    """The effective hour that pay in this currency may not undercut on a day.

    The highest floor of the jurisdiction or its parent, else of the currency; where the currency has no
    floor, the highest verified comparator likewise. Rows in other currencies are never converted.
    """
    in_force = Q(effective_to=None) | Q(effective_to__gte=on)
    rows = Rate.objects.filter(in_force, currency=currency, effective_from__lte=on)
    usable = [row for row in rows if row.role == Rate.Role.FLOOR or row.verified]
    near = {jurisdiction, parent_of(jurisdiction)}
    best = max(
        usable,
        key=lambda row: (row.role == Rate.Role.FLOOR, row.jurisdiction in near, row.hourly_minor),
        default=None,
    )
    return Floor(best.hourly_minor, best.currency, best.role, best.source) if best else None


def parent_of(jurisdiction: str) -> str:
    """The country of a region: "US-WA" is in "US"."""
    return jurisdiction.partition("-")[0]


def card_for(jurisdiction: str, activity: str, on: date) -> RateCard:
    """The card in force on a day: the jurisdiction's own, else its parent's. Raises NoCard."""
    near = {jurisdiction, parent_of(jurisdiction)}
    cards = RateCard.objects.filter(jurisdiction__in=near, activity=activity, effective_from__lte=on)
    best = max(cards, key=lambda card: (card.jurisdiction == jurisdiction, card.effective_from), default=None)
    if best is None:
        raise NoCard(f"No rate is set for {activity} in {jurisdiction}. Add a row to the rate cards.")
    return best


def payment_by_reference(reference: str) -> Payment | None:
    """The payment a caller booked under its own reference."""
    return Payment.objects.select_related("fund", "payee").filter(reference=reference).first()


def payments_by_reference(references: list[str]) -> dict[str, Payment]:
    """The callers' payments by reference, in one query; unknown references are left out."""
    found = Payment.objects.filter(reference__in=references)
    return {payment.reference: payment for payment in found}


def payments_of(payee: Payee) -> QuerySet[Payment]:
    """Everything that was ever booked for this payee with its steps and tries, newest first, in three queries."""
    return Payment.objects.filter(payee=payee).prefetch_related("steps", "attempts")


def payment_list(state: str = "", currency: str = "") -> QuerySet[Payment]:
    """Payments, newest first, narrowed by state and currency when given."""
    payments = Payment.objects.select_related("payee", "fund")
    if state:
        payments = payments.filter(state=state)
    return payments.filter(currency=currency) if currency else payments


def count_by_state() -> dict[str, int]:
    """How many payments stand in each state, every state named, in one query."""
    found = dict(Payment.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in PaymentState.values}


def payment_for(public_id: str) -> Payment:
    """The payment, or Http404."""
    return get_object_or_404(Payment.objects.select_related("payee", "fund"), public_id=public_id)


def fund_for(public_id: str) -> Fund:
    """The fund, or Http404."""
    return get_object_or_404(Fund, public_id=public_id)


def progress_of(payment: Payment, steps: Iterable[Step]) -> list[dict]:
    """The payment's way for the page: `label`, `at` (None when still to come), `current`.

    A detour (held, failed, cancelled) stands where it happened and what it makes impossible is left out.
    """
    reached = {step.state: step.at for step in steps}
    way: list[str] = list(WAY)
    if payment.state not in way:
        passed = [state for state in way if state in reached and reached[state] <= reached[payment.state]]
        rest = [] if payment.state == PaymentState.CANCELLED else way[len(passed) :]
        way = [*passed, payment.state, *rest]
    here = way.index(payment.state)
    return [
        {
            "label": PaymentState(state).label,
            "at": reached.get(state) if place <= here else None,
            "done": place < here,
            "current": place == here,
        }
        for place, state in enumerate(way)
    ]


def movements(at: datetime | None = None, subject: str = "") -> QuerySet[Movement]:
    """The ledger's movements with their lines, newest first; about one payment or fund when given."""
    found = Movement.objects.order_by("-at", "-id").prefetch_related("lines__account")
    if at:
        found = found.filter(at__lte=at)
    return found.filter(subject=subject) if subject else found


def fund_list() -> QuerySet[Fund]:
    """Every fund, newest first."""
    return Fund.objects.all()


def fund_balances(fund: Fund) -> dict[str, int]:
    """What was committed, is available, is reserved and has been used (owed or paid), in minor units."""
    return balances_of([fund])[fund.public_id]


def balances_of(funds: Iterable[Fund]) -> dict[str, dict[str, int]]:
    """fund_balances of many funds by public id, in one query."""
    ids = [fund.public_id for fund in funds]
    rows = Line.objects.filter(account__owner__in=ids).values_list("account__owner", "account__kind")
    sums: dict[str, dict[str, int]] = {public_id: {} for public_id in ids}
    for owner, kind, total in rows.annotate(Sum("amount_minor")):
        sums[owner][kind] = total
    return {public_id: _fund_words(kinds) for public_id, kinds in sums.items()}


def fund_statement(fund: Fund) -> QuerySet[Line]:
    """What came into and left the free part of the fund, oldest first, with `balance_minor` after each line."""
    running = Window(Sum("amount_minor"), order_by=[F("movement__at").asc(), F("pk").asc()])
    return (
        Line.objects.filter(account__kind=Account.Kind.AVAILABLE, account__owner=fund.public_id)
        .select_related("movement")
        .annotate(balance_minor=running)
        .order_by("movement__at", "pk")
    )


def _fund_words(kinds: dict[str, int]) -> dict[str, int]:
    committed = -kinds.get(Account.Kind.PAYER, 0)
    free, reserved = kinds.get(Account.Kind.AVAILABLE, 0), kinds.get(Account.Kind.RESERVED, 0)
    return {
        "committed": committed,
        "available": free,
        "reserved": reserved,
        "used": committed - free - reserved,
    }
