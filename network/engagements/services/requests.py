"""A request moves by itself when its seats are agreed and when its work is over."""

from network.audit.moves import advance
from network.common import clock
from network.consultations.models import ConsultationRequest
from network.consultations.states import REQUEST, RequestState
from network.engagements.states import OVER, InvitationState


def staff_if_full(request: ConsultationRequest) -> None:
    """Published becomes staffed once every seat is agreed; called in the transaction that agrees one."""
    request = _locked(request)
    agreed = request.invitations.filter(state=InvitationState.ACCEPTED).count()
    is_full = request.seats is not None and agreed >= request.seats
    if request.state == RequestState.PUBLISHED and is_full:
        advance(request, REQUEST, "staff", actor=None, role="worker")


def close_if_finished(request: ConsultationRequest) -> None:
    """Staffed becomes closed once no engagement is under way; called in the transaction that ends one."""
    request = _locked(request)
    if request.state == RequestState.STAFFED and not request.engagements.exclude(state__in=OVER).exists():
        request.closed_at = clock.now()
        advance(request, REQUEST, "close", actor=None, role="worker", save=("closed_at",))


def _locked(request: ConsultationRequest) -> ConsultationRequest:
    """Two last seats may be agreed at once: each must see the other."""
    return ConsultationRequest.objects.select_for_update().get(pk=request.pk)
