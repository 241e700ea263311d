"""What payments tells, passed on to the expert who is paid."""

from network.engagements.models import Engagement
from network.engagements.services.common import tell_expert
from payments.states import PaymentState

TOLD = {
    PaymentState.DUE,
    PaymentState.HELD,
    PaymentState.RELEASED,
    PaymentState.FAILED,
    PaymentState.PAID,
    PaymentState.SETTLED,
}


def tell_of_payment(sender, *, payment_public_id: str, reference: str, state: str, **more) -> None:
    """Receiver of payments' signal: the expert hears of each state once. Unknown references are not ours."""
    if state not in TOLD:
        return
    engagement = Engagement.objects.select_related("profile__user").filter(public_id=reference).first()
    if engagement:
        tell_expert(
            engagement, "engagements.payment_moved", engagement, f"engagements.payment:{reference}:{state}"
        )
