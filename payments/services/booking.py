"""A payment before it leaves: booked, repriced, cancelled, due."""

from datetime import datetime

from django.db import transaction

from payments.models import Account, Fund, Payee, Payment
from payments.services import ledger
from payments.services.funds import available_account, reserve, reserved_account
from payments.services.moves import advance, lock_payment, record_step
from payments.states import MoveRefused, PaymentState


class ReferenceTaken(Exception):
    """The reference already belongs to a payment with other terms."""


@transaction.atomic
def book_payment(
    fund: Fund, payee: Payee, amount_minor: int, reference: str, by: str, at: datetime
) -> Payment:
    """Reserve `amount_minor` of the fund for the payee under the caller's own opaque `reference`.

    Booking the same terms again returns the payment already there. Raises FundShort or ReferenceTaken.
    """
    payment, new = Payment.objects.get_or_create(
        reference=reference,
        defaults={
            "fund": fund,
            "payee": payee,
            "amount_minor": amount_minor,
            "currency": fund.currency,
            "booked_at": at,
        },
    )
    if new:
        reserve(fund, amount_minor, f"{payment.public_id}:book", at, payment.public_id)
        record_step(payment, "book", by, at)
    elif (payment.fund_id, payment.payee_id, payment.amount_minor) != (fund.pk, payee.pk, amount_minor):
        raise ReferenceTaken("this reference already belongs to a payment with other terms")
    return payment


@transaction.atomic
def reprice_payment(payment: Payment, amount_minor: int, by: str, at: datetime) -> Payment:
    """Change the amount of a payment that is not yet due; the fund gives or takes back the difference.

    Raises FundShort, or MoveRefused from due on. Whether pay may go down is the caller's rule.
    """
    payment = lock_payment(payment)
    if payment.state != PaymentState.RESERVED:
        raise MoveRefused(payment.state)
    more = amount_minor - payment.amount_minor
    if not more:
        return payment
    key = f"{payment.public_id}:reprice:{payment.steps.count()}"
    if more > 0:
        reserve(payment.fund, more, key, at, payment.public_id)
    else:
        _give_back(payment, reserved_account(payment.fund), -more, key, at)
    payment.amount_minor = amount_minor
    payment.save(update_fields=["amount_minor"])
    record_step(payment, "reprice", by, at)
    return payment


@transaction.atomic
def cancel_payment(payment: Payment, by: str, at: datetime) -> Payment:
    """Give the whole amount back to the fund. Safe to repeat; MoveRefused once released."""
    payment = lock_payment(payment)
    if payment.state == PaymentState.CANCELLED:
        return payment
    held_in = (
        reserved_account(payment.fund) if payment.state == PaymentState.RESERVED else owed_account(payment)
    )
    advance(payment, "cancel", by, at)
    _give_back(payment, held_in, payment.amount_minor, f"{payment.public_id}:cancel", at)
    return payment


@transaction.atomic
def mark_due(payment: Payment, by: str, at: datetime, release_by: datetime) -> Payment:
    """The work is done: the amount is owed to the payee, and released by itself from `release_by` on.

    Marking twice keeps the first dates. Raises MoveRefused for a cancelled payment.
    """
    payment = lock_payment(payment)
    if payment.due_at is not None:
        return payment
    payment.due_at, payment.release_by = at, release_by
    ledger.shift(
        f"{payment.public_id}:due",
        reserved_account(payment.fund),
        owed_account(payment),
        payment.amount_minor,
        at,
        payment.public_id,
    )
    return advance(payment, "due", by, at)


def owed_account(payment: Payment) -> Account:
    """What is owed to the payment's payee in its currency."""
    return ledger.account(Account.Kind.OWED, payment.payee.public_id, payment.currency)


def _give_back(payment: Payment, source: Account, amount_minor: int, key: str, at: datetime) -> None:
    ledger.shift(key, source, available_account(payment.fund), amount_minor, at, payment.public_id)
