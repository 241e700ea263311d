"""What may be read about money. Permission is the view's; every row here is opaque."""

from datetime import date, datetime

from django.db.models import F, Q, QuerySet, Sum

from payments import conf
from payments.models import Account, Attempt, Fund, Line, Movement, Payee, Payment, Rate, RateCard
from payments.quotes import Floor
from payments.states import PaymentState


class NoCard(LookupError):
    """No rate card for this work. The text may be shown."""


def balance(account: Account, at: datetime | None = None) -> int:
    """What the account holds in minor units, now or at a past moment (inclusive)."""
    lines = account.lines.filter(movement__at__lte=at) if at else account.lines
    return lines.aggregate(sum=Sum("amount_minor"))["sum"] or 0


def trial_balance(at: datetime | None = None) -> list[dict]:
    """Per currency and kind of account the sum of all lines; each currency's rows sum to zero."""
    lines = Line.objects.filter(movement__at__lte=at) if at else Line.objects.all()
    rows = lines.values("currency", kind=F("account__kind")).annotate(amount_minor=Sum("amount_minor"))
    return [dict(row, label=Account.Kind(row["kind"]).label) for row in rows.order_by("currency", "kind")]


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
    return best and Floor(best.hourly_minor, best.currency, best.role, best.source)


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
    found = Payment.objects.select_related("fund", "payee").filter(reference__in=references)
    return {payment.reference: payment for payment in found}


def payment_list(state: str = "", currency: str = "") -> QuerySet[Payment]:
    """Payments, newest first, narrowed by state and currency when given."""
    payments = Payment.objects.select_related("payee", "fund")
    if state:
        payments = payments.filter(state=state)
    return payments.filter(currency=currency) if currency else payments


def attempts_of(payment: Payment) -> QuerySet[Attempt]:
    return payment.attempts.order_by("number")


def movements_of(subject: str) -> QuerySet[Movement]:
    """The ledger's movements about one payment or fund, with their lines."""
    return Movement.objects.filter(subject=subject).prefetch_related("lines__account")


def fund_balances(fund: Fund) -> dict[str, int]:
    """What was committed, is free, is reserved and has been spent or is on its way, in minor units."""
    rows = Line.objects.filter(account__owner=fund.public_id).values_list("account__kind")
    sums = dict(rows.annotate(sum=Sum("amount_minor")))
    committed = -sums.get(Account.Kind.PAYER, 0)
    free, reserved = sums.get(Account.Kind.AVAILABLE, 0), sums.get(Account.Kind.RESERVED, 0)
    return {
        "committed": committed,
        "available": free,
        "reserved": reserved,
        "used": committed - free - reserved,
    }
