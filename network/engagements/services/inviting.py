"""Seats are offered to those who were drawn."""

from django.db import transaction

from network.agencies.models import Official
from network.audit.log import record
from network.audit.moves import advance
from network.common import clock
from network.common.states import MoveRefused
from network.consultations.models import ConsultationRequest
from network.consultations.states import RequestState
from network.consultations.terms import terms_of
from network.engagements.clocks import ANSWER_WINDOW
from network.engagements.models import Invitation
from network.engagements.services.common import hold_people, refuse_unprepared
from network.engagements.states import INVITATION
from network.experts.models import Profile
from network.matching.eligibility import open_to
from network.matching.models import Draw
from network.notifications.services import notify


@transaction.atomic
def send_invitations(draw: Draw, official: Official) -> list[Invitation]:
    """Offer a seat to each selected entrant of the draw, in its order, with the full terms; 5 days to answer.

    Somebody who cannot be reached any more (paused, left, walled, consent withdrawn) gets a row that was
    never sent, so that the office can tell nothing from the seat. A second call returns the first one's
    rows. Raises MoveRefused when the draw has not been run or the request is not published.
    """
    refuse_unprepared(official, draw.request.agency_id)
    request = ConsultationRequest.objects.select_for_update().get(pk=draw.request_id)
    sent = list(Invitation.objects.filter(entrant__draw=draw).order_by("entrant__rank"))
    if sent:
        return sent
    if draw.drawn_at is None or request.state != RequestState.PUBLISHED:
        raise MoveRefused("Invitations can be sent once the draw was run, while the request is published.")
    made = _write(draw, request, official)
    record(official.user, "engagements.invitations.send", draw, request=request.public_id, count=len(made))
    return made


def _write(draw: Draw, request: ConsultationRequest, official: Official) -> list[Invitation]:
    now, terms = clock.now(), terms_of(request)
    hold_people(Profile.objects.filter(pk__in=_selected(draw)))
    reachable = set(open_to(request, official).filter(pk__in=_selected(draw)).values_list("pk", flat=True))
    made = []
    for entrant in draw.entrants.filter(selected=True).select_related("profile__user"):
        invitation = Invitation.objects.create(
            request=request,
            profile=entrant.profile,
            entrant=entrant,
            terms=terms,
            sent_by=official,
            sent_at=now,
            expires_at=now + ANSWER_WINDOW,
        )
        if entrant.profile_id in reachable:
            notify(entrant.profile.user, "engagements.invited", invitation)
        else:
            advance(invitation, INVITATION, "keep_back", actor=None, role="worker")
        made.append(invitation)
    return made


def _selected(draw: Draw):
    return draw.entrants.filter(selected=True).values("profile")
