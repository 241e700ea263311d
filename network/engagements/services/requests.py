"""A request moves by itself when its seats are agreed and when its work is over."""

from network.consultations.models import ConsultationRequest
from network.consultations.services import close_request, return_fund, staff_request
from network.consultations.states import RequestState
from network.engagements.services.common import hold_request
from network.engagements.states import OVER, InvitationState

# Agreed work outlives these: what it leaves unspent goes back to the office when it ends.
ENDED_BEFORE_ITS_WORK = (RequestState.WITHDRAWN, RequestState.EXPIRED)


def staff_if_full(request: ConsultationRequest) -> None:
    """Published becomes staffed once every seat is agreed; called in the transaction that agrees one."""
    request = hold_request(request.pk)
    agreed = request.invitations.filter(state=InvitationState.ACCEPTED).count()
    is_full = request.seats is not None and agreed >= request.seats
    if request.state == RequestState.PUBLISHED and is_full:
        staff_request(request, actor=None, role="worker")


def close_if_finished(request: ConsultationRequest) -> None:
    """Staffed becomes closed once no engagement is under way; called in the transaction that ends one."""
    request = hold_request(request.pk)
    if request.state in ENDED_BEFORE_ITS_WORK:
        return_fund(request)
    elif request.state == RequestState.STAFFED and not request.engagements.exclude(state__in=OVER).exists():
        close_request(request, actor=None, role="worker")
