"""What this app adds to the publication gate: an office that owes experts money asks for nothing new."""

from network.common import clock
from network.consultations.models import ConsultationRequest
from network.consultations.publication import Unmet
from network.engagements.clocks import PAY_AT_THE_LATEST
from network.engagements.models import Engagement
from payments.models import Payment
from payments.states import PaymentState

# Held is left out: there the payee's own change of details rests.
OWED = (PaymentState.DUE, PaymentState.RELEASED, PaymentState.FAILED)


def paid_up(consultation: ConsultationRequest) -> Unmet | None:
    """Unmet while a payment for this office's work is later than 14 days after it was due."""
    references = Engagement.objects.filter(request__agency=consultation.agency_id).values("public_id")
    overdue = Payment.objects.filter(
        reference__in=references, state__in=OWED, due_at__lt=clock.now() - PAY_AT_THE_LATEST
    ).count()
    if not overdue:
        return None
    return Unmet(f"{overdue} payment{'s' if overdue > 1 else ''} to experts overdue.")
