"""A due payment is let go: the ledger and the attempt's key are written before anything leaves."""

from datetime import datetime

from django.db import transaction
from django_q.tasks import async_task

from payments import conf
from payments.models import Account, Attempt, Payee, Payment
from payments.queries import due_for_release
from payments.rails import AUTOMATIC
from payments.services import ledger
from payments.services.booking import owed_account
from payments.services.moves import advance, lock_payment
from payments.states import PaymentState

DUTY = "duty"
ALREADY_RELEASED = {PaymentState.RELEASED, PaymentState.PAID, PaymentState.SETTLED}


class PayeeNotReady(Exception):
    """The payee cannot be paid yet. The text may be shown."""


@transaction.atomic
def release_payment(payment: Payment, by: str, at: datetime) -> Payment:
    """Let one due payment go; a second release changes nothing.

    Raises MoveRefused when it is not due, PayeeNotReady when the payee's rail is not set up or rests.
    """
    payment = lock_payment(payment)
    if payment.state in ALREADY_RELEASED:
        return payment
    if payment.state == PaymentState.HELD:
        advance(payment, "lift", by, at)
    advance(payment, "release", by, at)
    _check_payee(payment.payee, at)
    ledger.shift(
        f"{payment.public_id}:release",
        owed_account(payment),
        clearing_account(payment),
        payment.amount_minor,
        at,
        payment.public_id,
    )
    prepare_attempt(payment, by, at)
    return payment


def release_all_due(at: datetime) -> int:
    """Release every payment whose time has come, each in its own transaction; returns how many.

    Safe to run late, twice, or by several workers at once: a locked row is somebody else's.
    """
    return sum(_release_if_free(pk, at) for pk in due_for_release(at).values_list("pk", flat=True))


@transaction.atomic
def retry_payment(payment: Payment, by: str, at: datetime) -> Payment:
    """Try a failed payment again with a new attempt; the refused one is known to have moved nothing."""
    payment = lock_payment(payment)
    if payment.state in ALREADY_RELEASED:
        return payment
    advance(payment, "retry", by, at)
    _check_payee(payment.payee, at)
    prepare_attempt(payment, by, at)
    return payment


@transaction.atomic
def hold_payment(payment: Payment, by: str, at: datetime, note: str = "") -> Payment:
    """Keep a due payment back until somebody lifts the hold; MoveRefused when it is not due."""
    payment = lock_payment(payment)
    payment.held_until = None
    return advance(payment, "hold", by, at, note)


@transaction.atomic
def lift_hold(payment: Payment, by: str, at: datetime) -> Payment:
    """End a hold; PayeeNotReady while the payee's change of details rests."""
    payment = lock_payment(payment)
    _check_rest(payment.payee, at)
    return advance(payment, "lift", by, at)


def prepare_attempt(payment: Payment, by: str, at: datetime) -> Attempt:
    """Store the attempt and its key; the rail is called by the worker, after this transaction."""
    attempt = Attempt.objects.create(
        payment=payment,
        number=payment.attempts.count() + 1,
        rail=payment.payee.rail,
        first_by=by,
        prepared_at=at,
    )
    if attempt.rail in AUTOMATIC and not needs_second_person(payment):
        send_later(attempt)
    return attempt


def send_later(attempt: Attempt) -> None:
    """Queue the attempt; the task is kept or lost together with it."""
    # The queue is a table: the task is kept or lost together with the attempt.
    async_task("payments.tasks.send_attempt", attempt.public_id)


def needs_second_person(payment: Payment) -> bool:
    """Whether two different people must act on this payment."""
    return payment.amount_minor > conf.second_person_above(payment.currency)


def clearing_account(payment: Payment) -> Account:
    """What is on its way to the payment's payee."""
    return ledger.account(Account.Kind.CLEARING, payment.payee.public_id, payment.currency)


def _check_payee(payee: Payee, at: datetime) -> None:
    _check_rest(payee, at)
    if payee.state != Payee.State.READY:
        raise PayeeNotReady("The payee's way to be paid is not set up yet. They have to finish it first.")


def _check_rest(payee: Payee, at: datetime) -> None:
    if payee.is_held(at):
        raise PayeeNotReady("The payee's details changed. Payments rest for 72 hours after a change.")


@transaction.atomic
def _release_if_free(pk: int, at: datetime) -> bool:
    # skip_locked: a worker beside us holds the row and will finish it.
    payment = due_for_release(at).filter(pk=pk).select_for_update(skip_locked=True, of=("self",)).first()
    if payment is not None:
        release_payment(payment, DUTY, at)
    return payment is not None
