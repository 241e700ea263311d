"""The one place where a payment changes state."""

from datetime import datetime

from payments.models import Payment, Step
from payments.signals import payment_moved
from payments.states import next_state


def lock_payment(payment: Payment) -> Payment:
    """The payment as the database has it now, locked until the transaction ends."""
    return Payment.objects.select_for_update(of=("self",)).select_related("fund", "payee").get(pk=payment.pk)


def advance(payment: Payment, move: str, by: str, at: datetime, note: str = "") -> Payment:
    """Make one move of the table on a locked payment, write its step, and tell who listens.

    Raises MoveRefused. `by` is an opaque person reference, or "duty" or "rail".
    """
    payment.state = next_state(payment.state, move)
    payment.save()
    record_step(payment, move, by, at, note)
    return payment


def record_step(payment: Payment, move: str, by: str, at: datetime, note: str = "") -> None:
    """Write the step of a move just made and tell who listens; inside the caller's transaction."""
    Step.objects.create(payment=payment, move=move, state=payment.state, by=by, at=at, note=note)
    payment_moved.send(
        sender=Payment,
        payment_public_id=payment.public_id,
        reference=payment.reference,
        state=str(payment.state),
    )
