"""What may be done with a payment now, as plain predicates over loaded objects."""

from payments import access
from payments.models import Attempt, Payment
from payments.rails import AUTOMATIC
from payments.services.recording import awaits_confirmation
from payments.states import AttemptOutcome, PaymentState, Who, moves_of


def offers(payment: Payment, attempt: Attempt | None, permissions: set[str]) -> set[str]:
    """The acts to offer on the payment's page to somebody with these permissions."""
    offered = set()
    if access.RELEASE in permissions:
        offered |= moves_of(payment.state, Who.FINANCE)
        offered |= {"record"} if awaits_reference(payment, attempt) else set()
        offered |= {"bring_back"} if payment.state in (PaymentState.PAID, PaymentState.SETTLED) else set()
    if access.CONFIRM in permissions and awaits_second(payment, attempt):
        offered.add("confirm")
    return offered


def awaits_reference(payment: Payment, attempt: Attempt | None) -> bool:
    """Whether finance has to make the transfer outside and say so."""
    return (
        payment.state == PaymentState.RELEASED
        and attempt is not None
        and attempt.rail not in AUTOMATIC
        and attempt.outcome == AttemptOutcome.PREPARED
    )


def awaits_second(payment: Payment, attempt: Attempt | None) -> bool:
    """Whether somebody other than the first person has to say yes."""
    if attempt is None or payment.state != PaymentState.RELEASED:
        return False
    return awaits_confirmation(payment, attempt)
