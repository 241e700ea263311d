"""How a request ends."""

from zoneinfo import ZoneInfo

from django.db import transaction

from network.agencies.models import Official
from network.agencies.policies import may_write
from network.common import clock
from network.common.states import MoveRefused
from network.consultations.models import ConsultationRequest
from network.consultations.queries import requesters
from network.consultations.services.funding import return_fund
from network.consultations.services.moves import lock, move
from network.consultations.states import RequestState
from network.notifications.services import notify
from network.people.models import User


@transaction.atomic
def withdraw_request(consultation: ConsultationRequest, official: Official) -> None:
    """The office takes its request back; money that is not booked returns to it."""
    stored = lock(consultation)
    if official.agency_id != stored.agency_id or not may_write(official):
        raise MoveRefused("Only requesters and approvers of the office can withdraw it.")
    _end(stored, "withdraw", actor=official.user, role="official")


@transaction.atomic
def staff_request(consultation: ConsultationRequest, *, actor: User | None, role: str) -> None:
    """Every seat is taken. `role` is "official" or "worker"."""
    move(lock(consultation), "staff", actor=actor, role=role)


@transaction.atomic
def close_request(consultation: ConsultationRequest, *, actor: User | None, role: str) -> None:
    """The work is done and settled; what is free in the fund returns to the office."""
    _end(lock(consultation), "close", actor=actor, role=role)


def expire_requests() -> int:
    """End each published request whose last day has passed in the office's zone without being staffed; how many."""
    past = ConsultationRequest.objects.filter(
        state=RequestState.PUBLISHED, latest_date__lt=clock.now().date()
    )
    return sum(_expire(consultation) for consultation in past)


@transaction.atomic
def _expire(consultation: ConsultationRequest) -> bool:
    stored = lock(consultation)
    today = clock.now().astimezone(ZoneInfo(stored.agency.time_zone)).date()
    if stored.state != RequestState.PUBLISHED:
        return False  # Staffed or withdrawn since the duty looked.
    assert stored.latest_date is not None  # no request is published without its days
    if stored.latest_date >= today:
        return False  # Still the last day over there.
    _end(stored, "expire", actor=None, role="worker")
    for person in requesters(stored):
        notify(person, "request_expired", stored)
    return True


def _end(stored: ConsultationRequest, name: str, *, actor: User | None, role: str) -> None:
    stored.closed_at, stored.review_by = clock.now(), None
    move(stored, name, actor=actor, role=role, save=("closed_at", "review_by"))
    return_fund(stored)
