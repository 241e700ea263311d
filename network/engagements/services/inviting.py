"""Seats are offered to those who were drawn."""

from django.db import transaction
from django_q.tasks import async_task

from network.agencies.models import Official
from network.audit.log import record
from network.common import clock
from network.common.states import MoveRefused
from network.consultations.models import ConsultationRequest
from network.consultations.states import RequestState
from network.consultations.terms import terms_of
from network.engagements.clocks import ANSWER_WINDOW
from network.engagements.models import Invitation
from network.engagements.services.common import hold_people, refuse_unprepared
from network.engagements.states import InvitationState
from network.experts.models import Profile
from network.matching.eligibility import open_to
from network.matching.models import Draw
from network.notifications.services import notify


@transaction.atomic
def send_invitations(draw: Draw, official: Official) -> list[Invitation]:
    """Offer a seat to each selected entrant of the draw, in its order, with the full terms; 5 days to answer.

    Somebody who cannot be reached any more (paused, left, walled, consent withdrawn) gets a row that was
    never sent, so that the office can tell nothing from the seat. Both rows take the same work here, so that
    it can tell nothing from the time either: who was reached is told by a task. A second call returns the
    first one's rows. Raises MoveRefused when the draw has not been run or the request is not published.
    """
    refuse_unprepared(official, draw.request.agency_id)
    request = ConsultationRequest.objects.select_for_update().get(pk=draw.request_id)
    sent = list(Invitation.objects.filter(entrant__draw=draw).order_by("entrant__rank"))
    if sent:
        return sent
    if draw.drawn_at is None or request.state != RequestState.PUBLISHED:
        raise MoveRefused("Invitations can be sent once the draw was run, while the request is published.")
    made = _write(draw, request, official)
    async_task("network.engagements.tasks.tell_invited", draw.public_id)
    record(official.user, "engagements.invitations.send", draw, request=request.public_id, count=len(made))
    return made


@transaction.atomic
def tell_invited(draw_id: str) -> int:
    """Let the invitation wait for everybody of this draw who was sent one and can still answer; how many. Safe to repeat."""
    rows = Invitation.objects.filter(
        entrant__draw__public_id=draw_id, state=InvitationState.SENT, expires_at__gt=clock.now()
    )
    waiting = list(rows.select_related("profile__user").select_for_update(of=("self",)).order_by("pk"))
    for invitation in waiting:
        notify(invitation.profile.user, "engagements.invited", invitation)
    return len(waiting)


def _write(draw: Draw, request: ConsultationRequest, official: Official) -> list[Invitation]:
    now, terms = clock.now(), terms_of(request)
    hold_people(Profile.objects.filter(pk__in=_selected(draw)))
    reachable = set(open_to(request, official).filter(pk__in=_selected(draw)).values_list("pk", flat=True))
    entrants = draw.entrants.filter(selected=True).select_related("profile__user")
    return Invitation.objects.bulk_create(
        Invitation(
            request=request,
            profile=entrant.profile,
            entrant=entrant,
            state=InvitationState.SENT if entrant.profile_id in reachable else InvitationState.UNSENT,
            terms=terms,
            sent_by=official,
            sent_at=now,
            expires_at=now + ANSWER_WINDOW,
        )
        for entrant in entrants
    )


def _selected(draw: Draw):
    return draw.entrants.filter(selected=True).values("profile")
