"""An invitation without an answer ends with what it rests on: the request, or the expert's being open to it."""

from django.db import transaction
from django.db.models import QuerySet

from network.agencies.models import Agency
from network.audit.moves import advance
from network.common import clock
from network.consent.purposes import Audience
from network.consultations.models import ConsultationRequest
from network.engagements.models import Invitation
from network.engagements.services.common import hold_people, hold_work
from network.engagements.states import INVITATION, InvitationState
from network.experts.models import Profile
from network.notifications.services import notify
from network.people.models import User

# The moves of a request after which nobody is asked any more while seats are open.
ENDING = {"withdraw": "official", "expire": "worker"}


@transaction.atomic
def withdraw_unanswered(sender, *, consultation: ConsultationRequest, move: str, actor, **more) -> None:
    """Receiver of `request_moved`: whoever still thought about an ended request is told that it is over.

    What was agreed stays agreed: each piece of work ends by itself, with what its notice makes the office owe.
    """
    if move not in ENDING:
        return
    waiting = _unanswered().filter(request=consultation)
    hold_people(Profile.objects.filter(pk__in=waiting.values("profile")))
    for invitation in _held(waiting):
        advance(invitation, INVITATION, "withdraw", actor=actor, role=ENDING[move])
        notify(invitation.profile.user, "engagements.invitation_withdrawn", invitation)


@transaction.atomic
def close_unanswered(profile: Profile, agency: Agency | None = None) -> None:
    """The expert is open to no office any more, or not to this one: what waits for her answer is declined.

    It is the very move of a "no", so nobody can tell a pause, a wall or a withdrawn consent from one. The
    caller holds her profile or her account, and so keeps out whoever invites her or accepts for her.
    """
    waiting = _unanswered().filter(profile=profile)
    for invitation in _held(waiting.filter(request__agency=agency) if agency else waiting):
        invitation.answered_at = clock.now()
        advance(invitation, INVITATION, "decline", actor=profile.user, role="expert", save=("answered_at",))


def stop_matching(person: User, audience: Audience) -> None:
    """What withdrawing the consent to matching means here."""
    profile = Profile.objects.filter(user=person).first()
    if profile:
        close_unanswered(profile)


def step_back(sender, *, profile: Profile, agency: Agency | None, **more) -> None:
    """Receiver of `experts.signals.stepped_back`. Leaving withdraws notes after this: all her work is held first."""
    if agency is None:
        hold_work(profile)
    close_unanswered(profile, agency)


def _unanswered() -> QuerySet[Invitation]:
    """Those that can still be answered; the others are over already, however late the worker is."""
    return Invitation.objects.filter(state=InvitationState.SENT, expires_at__gt=clock.now())


def _held(invitations: QuerySet[Invitation]) -> list[Invitation]:
    """All of them locked before the first one moves: the audit log's turn comes after every lock."""
    rows = invitations.select_related("profile__user").select_for_update(of=("self",))
    return list(rows.order_by("pk"))
