"""Who is paid, and by which rail."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from payments.models import Attempt, Payee
from payments.rails import Onboarding, rail_named
from payments.services.moves import advance
from payments.states import PaymentState


def open_payee() -> Payee:
    """A new payee on the manual rail, not yet payable. The caller keeps its public_id."""
    return Payee.objects.create()


@transaction.atomic
def change_details(payee: Payee, by: str, at: datetime, rail: str | None = None, country: str = "") -> Payee:
    """The payee has changed where their money goes: payments rest for 72 h, so a thief gains nothing.

    The first details of a new payee need no rest. `rail` moves them to another one (Payee.Rail);
    `country` (ISO 3166, two letters) is where a Stripe account is opened.
    """
    payee = Payee.objects.select_for_update().get(pk=payee.pk)
    first = (
        payee.state == Payee.State.PENDING and payee.details_changed_at is None and not payee.stripe_account
    )
    payee.rail, payee.country = rail or payee.rail, country or payee.country
    payee.state = Payee.State.READY if payee.rail == Payee.Rail.MANUAL else Payee.State.PENDING
    if not first:
        payee.details_changed_at = at
        _hold_due_payments(payee, by, at)
    payee.save()
    return payee


def begin_onboarding(payee: Payee, return_url: str) -> Onboarding:
    """What the payee does next to be payable by their rail. Raises RailNotSetUp or RailUnreachable."""
    onboarding = rail_named(payee.rail).onboard(payee, return_url)
    if onboarding.account and onboarding.account != payee.stripe_account:
        Payee.objects.filter(pk=payee.pk).update(stripe_account=onboarding.account)
    return onboarding


def refresh_capability(payee: Payee) -> Payee:
    """Ask the rail whether the payee can be paid, and keep the answer. Raises as begin_onboarding does."""
    capability = rail_named(payee.rail).capability(payee)
    Payee.objects.filter(pk=payee.pk).update(state=capability.state)
    payee.state = capability.state
    return payee


@transaction.atomic
def forget_payees(public_ids: Iterable[str]) -> None:
    """Once the law no longer asks: nothing leads from these payees' sums to an account anywhere. Cannot be undone."""
    payees = Payee.objects.filter(public_id__in=list(public_ids))
    Attempt.objects.filter(payment__payee__in=payees).update(reference="", reason="")
    payees.update(stripe_account="", country="")


def _hold_due_payments(payee: Payee, by: str, at: datetime) -> None:
    for payment in payee.payments.select_for_update().filter(state=PaymentState.DUE):
        payment.held_until = payee.held_until
        advance(payment, "hold", by, at, "details changed")
