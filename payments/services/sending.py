"""The call outside and what its answer means. The key is stored; a lost answer is looked up, not guessed."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from payments.models import Account, Attempt, Payment
from payments.rails import AUTOMATIC, Answer, rail_named
from payments.services import ledger
from payments.services.moves import advance, lock_payment
from payments.services.release import clearing_account, needs_second_person, send_later
from payments.states import AttemptOutcome, MoveRefused

RAIL = "rail"
FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=6)


def send_attempt(public_id: str, at: datetime) -> None:
    """Send one attempt, or find out what became of it. Safe to call any number of times.

    Every try after the first asks the rail before it sends: idempotency keys may be gone after 24 hours.
    """
    attempt = _begin(public_id, at)
    if attempt is None:
        return
    rail = rail_named(attempt.rail)
    answer = rail.look_up(attempt) if attempt.tries > 1 else Answer(None)
    if answer.outcome is None:
        answer = rail.send(attempt)
    take_answer(attempt, answer, at)


@transaction.atomic(durable=True)
def _begin(public_id: str, at: datetime) -> Attempt | None:
    """Mark the attempt as sent before it is: from here on its result counts as unknown."""
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("payment__payee")
        .get(public_id=public_id)
    )
    if attempt.outcome not in (AttemptOutcome.PREPARED, AttemptOutcome.SENT) or not may_send(attempt):
        return None
    attempt.outcome, attempt.sent_at, attempt.tries = AttemptOutcome.SENT, at, attempt.tries + 1
    attempt.save()
    return attempt


def bring_back(payment: Payment, by: str, at: datetime) -> None:
    """Reverse a paid payment at its rail, or record that the bank returned it; it can then be retried.

    Raises MoveRefused when nothing has arrived.
    """
    attempt = payment.attempts.filter(outcome=AttemptOutcome.ACCEPTED).first()
    if attempt is None:
        raise MoveRefused(payment.state)
    take_answer(attempt, rail_named(attempt.rail).reverse(attempt), at, by)


@transaction.atomic
def take_answer(attempt: Attempt, answer: Answer, at: datetime, by: str = RAIL) -> None:
    """Write what the rail says; an answer known already, or older than what is known, changes nothing."""
    payment = lock_payment(attempt.payment)
    attempt = Attempt.objects.get(pk=attempt.pk)
    handler = HANDLERS.get((attempt.outcome, answer.outcome))
    if handler is None:
        return
    assert answer.outcome is not None  # no handler takes an answer that knows nothing
    attempt.outcome = answer.outcome
    attempt.reference = answer.reference or attempt.reference
    attempt.reason = answer.reason
    attempt.save()
    handler(payment, attempt, at, by)


def resume_attempts(at: datetime) -> int:
    """Queue again what was never answered, waiting longer each time; returns how many."""
    waiting = Attempt.objects.select_related("payment").filter(
        Q(outcome=AttemptOutcome.SENT, sent_at__lte=at - FIRST_WAIT)
        | Q(outcome=AttemptOutcome.PREPARED, prepared_at__lte=at - FIRST_WAIT),
        rail__in=AUTOMATIC,
    )
    late = [attempt for attempt in waiting if may_send(attempt) and _next_try(attempt) <= at]
    for attempt in late:
        send_later(attempt)
    return len(late)


def may_send(attempt: Attempt) -> bool:
    """Whether the rail moves money itself and nobody's yes is missing."""
    agreed = bool(attempt.second_by) or not needs_second_person(attempt.payment)
    return attempt.rail in AUTOMATIC and agreed


def _next_try(attempt: Attempt) -> datetime:
    wait = min(FIRST_WAIT * 2 ** min(attempt.tries, 10), LONGEST_WAIT)
    return (attempt.sent_at or attempt.prepared_at) + wait


def arrive(payment: Payment, attempt: Attempt, at: datetime, by: str) -> None:
    """The money is out: clearing → received, payment paid."""
    _shift(payment, attempt, "paid", clearing_account(payment), received_account(payment), at)
    payment.paid_at = at
    advance(payment, "pay", by, at)


def _come_back(payment: Payment, attempt: Attempt, at: datetime, by: str) -> None:
    _shift(payment, attempt, "returned", received_account(payment), clearing_account(payment), at)
    payment.paid_at = None
    advance(payment, "bounce", by, at, attempt.reason)


def _fail(payment: Payment, attempt: Attempt, at: datetime, by: str) -> None:
    advance(payment, "fail", by, at, attempt.reason)


def _shift(
    payment: Payment, attempt: Attempt, verb: str, source: Account, target: Account, at: datetime
) -> None:
    key = f"{payment.public_id}:{verb}:{attempt.number}"
    ledger.shift(key, source, target, payment.amount_minor, at, payment.public_id)


def received_account(payment: Payment) -> Account:
    """What the payment's payee has received."""
    return ledger.account(Account.Kind.RECEIVED, payment.payee.public_id, payment.currency)


# (what we know, what the rail says) → what it means; every other pair is no news.
HANDLERS: dict[tuple[str, str | None], Callable[[Payment, Attempt, datetime, str], None]] = {
    (AttemptOutcome.PREPARED, AttemptOutcome.ACCEPTED): arrive,
    (AttemptOutcome.SENT, AttemptOutcome.ACCEPTED): arrive,
    (AttemptOutcome.SENT, AttemptOutcome.REFUSED): _fail,
    (AttemptOutcome.PREPARED, AttemptOutcome.REVERSED): _fail,
    (AttemptOutcome.SENT, AttemptOutcome.REVERSED): _fail,
    (AttemptOutcome.ACCEPTED, AttemptOutcome.REVERSED): _come_back,
}
