"""An expert's own money, from quote to paid, in plain words."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet, Sum

from network.engagements.models import Engagement
from network.experts.models import Profile
from payments.models import Payment, Step
from payments.states import PaymentState

# What each state means to the person who is paid, and at which stop of the way it stands.
WAY = ("The office has set the money aside", "Due", "On its way", "Paid")
STOPS = {
    PaymentState.RESERVED: 0,
    PaymentState.DUE: 1,
    PaymentState.HELD: 1,
    PaymentState.RELEASED: 2,
    PaymentState.FAILED: 2,
    PaymentState.PAID: 3,
    PaymentState.SETTLED: 3,
}
DETOURS = {
    PaymentState.HELD: "It rests for now. If you changed how you are paid, it goes on after 72 hours.",
    PaymentState.FAILED: "It did not arrive. We try again; look whether your details are right.",
    PaymentState.CANCELLED: "This work was cancelled before anything was owed.",
}


class Stop(NamedTuple):
    """One stop of a payment's way; `at` is None for what is still to come."""

    name: str
    at: datetime | None
    done: bool
    current: bool


class OwnPayment(NamedTuple):
    """One piece of work and its money; `payment` is None where the work is only agreed."""

    engagement: Engagement
    payment: Payment | None
    way: list[Stop]
    detour: str


def totals_of(profile: Profile) -> list[dict]:
    """Per currency `aside`, `due`, `on_its_way` and `paid` in minor units, in one query."""
    if not profile.payee_ref:
        return []
    rows = (
        Payment.objects.filter(payee__public_id=profile.payee_ref)
        .order_by()
        .values_list("currency", "state")
        .annotate(total=Sum("amount_minor"))
    )
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * len(WAY))
    for currency, state, total in rows:
        if state in STOPS:
            sums[currency][STOPS[PaymentState(state)]] += total
    names = ("aside", "due", "on_its_way", "paid")
    return [{"currency": c, **dict(zip(names, sums[c], strict=True))} for c in sorted(sums)]


def own_work(profile: Profile) -> QuerySet[Engagement]:
    """Her engagements, newest first, to be paginated."""
    return (
        Engagement.objects.filter(profile=profile)
        .select_related("request__agency")
        .only("public_id", "agreed_at", "request__title", "request__agency__name")
        .order_by("-agreed_at", "-pk")
    )


def with_money(engagements: Iterable[Engagement]) -> list[OwnPayment]:
    """Each engagement with its payment and the way it went, in two queries."""
    work = list(engagements)
    found = Payment.objects.filter(reference__in=[each.public_id for each in work])
    payments = {payment.reference: payment for payment in found}
    reached: dict[int, dict[int, datetime]] = defaultdict(dict)
    for step in Step.objects.filter(payment__in=payments.values()).order_by("pk"):
        if step.state in STOPS:
            reached[step.payment_id].setdefault(STOPS[PaymentState(step.state)], step.at)
    return [_own(each, payments.get(each.public_id), reached) for each in work]


def _own(engagement: Engagement, payment: Payment | None, reached: dict) -> OwnPayment:
    if payment is None:
        return OwnPayment(engagement, None, [], "")
    here = STOPS.get(PaymentState(payment.state))
    way = (
        []
        if here is None
        else [
            Stop(
                name,
                reached[payment.pk].get(place) if place <= here else None,
                _done(place, here),
                place == here,
            )
            for place, name in enumerate(WAY)
        ]
    )
    return OwnPayment(engagement, payment, way, DETOURS.get(PaymentState(payment.state), ""))


def _done(place: int, here: int) -> bool:
    """The last stop is behind her as soon as it is reached."""
    return place < here or here == len(WAY) - 1
