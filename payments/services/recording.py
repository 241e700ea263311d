"""What people record: the manual transfer's reference, the second person's yes, the arrival."""

from datetime import datetime

from django.db import transaction

from payments.models import Attempt, Payment
from payments.rails import AUTOMATIC
from payments.services.moves import advance, lock_payment
from payments.services.release import needs_second_person, send_later
from payments.services.sending import arrive
from payments.states import AttemptOutcome, MoveRefused, PaymentState


class SamePerson(Exception):
    """The second person must be another one. The text may be shown."""


class AlreadyRecorded(Exception):
    """Another reference is there already. The text may be shown."""


class NothingToConfirm(Exception):
    """No second person is needed, or not yet. The text may be shown."""


class WrongRail(Exception):
    """The payment goes by itself; nobody records a reference for it. The text may be shown."""


@transaction.atomic
def record_transfer(payment: Payment, reference: str, by: str, at: datetime) -> Payment:
    """Finance made the transfer outside and records the bank's reference.

    Up to the threshold that makes it paid; above, it waits for `confirm_payment` by somebody else.
    Recording the same reference twice is one record. Raises MoveRefused,
    AlreadyRecorded for another reference, or WrongRail.
    """
    payment = lock_payment(payment)
    if payment.attempts.filter(reference=reference).exists():
        return payment
    attempt = open_attempt(payment)
    if attempt.rail in AUTOMATIC:
        raise WrongRail("This payment is sent by its rail. There is no reference to record.")
    if attempt.outcome != AttemptOutcome.PREPARED:
        raise AlreadyRecorded("A reference is recorded already. Look at the payment again.")
    attempt.reference, attempt.first_by, attempt.sent_at = reference, by, at
    if needs_second_person(payment):
        return _keep(payment, attempt, AttemptOutcome.RECORDED)
    _keep(payment, attempt, AttemptOutcome.ACCEPTED)
    arrive(payment, attempt, at, by)
    return payment


@transaction.atomic
def confirm_payment(payment: Payment, by: str, at: datetime) -> Payment:
    """The second person says yes: a recorded transfer is paid, a payment that sends itself is sent.

    Raises SamePerson when `by` took the first step, NothingToConfirm or
    MoveRefused when nobody waits for it.
    """
    payment = lock_payment(payment)
    attempt = open_attempt(payment)
    if attempt.second_by:
        return payment
    if not awaits_confirmation(payment, attempt):
        raise NothingToConfirm("There is nothing to confirm now. Look at the payment again.")
    if by == attempt.first_by:
        raise SamePerson("You took the first step. Somebody else has to confirm this payment.")
    attempt.second_by = by
    if attempt.outcome == AttemptOutcome.RECORDED:
        _keep(payment, attempt, AttemptOutcome.ACCEPTED)
        arrive(payment, attempt, at, by)
    else:
        attempt.save()
        send_later(attempt)
    return payment


@transaction.atomic
def settle_payment(payment: Payment, by: str, at: datetime) -> Payment:
    """The payer's statement shows the money gone and it has not come back. Safe to repeat."""
    payment = lock_payment(payment)
    if payment.state == PaymentState.SETTLED:
        return payment
    return advance(payment, "settle", by, at)


def open_attempt(payment: Payment) -> Attempt:
    """The attempt under way; MoveRefused when the payment is not released."""
    attempt = payment.attempts.order_by("number").last()
    if payment.state != PaymentState.RELEASED or attempt is None:
        raise MoveRefused(payment.state)
    return attempt


def awaits_confirmation(payment: Payment, attempt: Attempt) -> bool:
    """Whether the second person's yes is all that is missing."""
    if not needs_second_person(payment) or attempt.second_by:
        return False
    if attempt.outcome == AttemptOutcome.RECORDED:
        return True
    return attempt.rail in AUTOMATIC and attempt.outcome == AttemptOutcome.PREPARED


def _keep(payment: Payment, attempt: Attempt, outcome: str) -> Payment:
    attempt.outcome = outcome
    attempt.save()
    return payment
