"""Invitations, read by the expert they are for, and by nobody else."""

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import Http404

from network.common import clock
from network.engagements.models import Invitation
from network.engagements.states import InvitationState
from network.people.models import User


def invitations_of(expert: User) -> QuerySet[Invitation]:
    """What this person was invited to: what waits first, then the rest, newest first."""
    return (
        _sent_to(expert)
        .annotate(
            rest=Case(
                When(state=InvitationState.SENT, expires_at__gt=clock.now(), then=Value(0)),
                default=Value(1),
                output_field=IntegerField(),
            )
        )
        .order_by("rest", "-sent_at", "pk")
    )


def waiting_invitations(expert: User) -> QuerySet[Invitation]:
    """Invitations that this person can still answer, soonest end first."""
    waiting = _sent_to(expert).filter(state=InvitationState.SENT, expires_at__gt=clock.now())
    return waiting.order_by("expires_at", "pk")


def waiting_count(expert: User) -> int:
    """How many invitations wait for this person's answer."""
    return waiting_invitations(expert).count()


def invitation_for(viewer: User, public_id: str) -> Invitation:
    """One of this person's invitations; 404 alike for another's, for one never sent and for none."""
    invitation = _sent_to(viewer).filter(public_id=public_id).first()
    if invitation is None:
        raise Http404
    return invitation


def _sent_to(expert: User) -> QuerySet[Invitation]:
    rows = Invitation.objects.select_related("request__agency", "profile__user", "sent_by__user")
    return rows.filter(profile__user=expert).exclude(state=InvitationState.UNSENT)
