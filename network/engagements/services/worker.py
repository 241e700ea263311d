"""What happens by itself. Each duty gives the same final state however late or often it runs."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from network.audit.moves import advance
from network.common import clock
from network.engagements.clocks import REMIND_ANSWER, REMIND_SESSION, UNMARKED
from network.engagements.joining import forget_way
from network.engagements.models import Engagement, Invitation, Session
from network.engagements.services.common import tell_office
from network.engagements.services.delivering import complete_by_silence, count_as_held
from network.engagements.states import (
    INVITATION,
    SESSION,
    EngagementState,
    InvitationState,
    SessionState,
)
from network.experts.models import Profile
from network.notifications.models import Notice
from network.notifications.services import notify
from payments.services import release_all_due, resume_attempts, resume_events


def expire_invitations() -> int:
    """End invitations whose time is over, and proposed times that passed without an answer; how many."""
    now = clock.now()
    invitations = Invitation.objects.filter(state=InvitationState.SENT, expires_at__lte=now)
    times = Session.objects.filter(state=SessionState.PROPOSED, starts_at__lte=now)
    return sum(_end(row, INVITATION, "expire") for row in invitations) + sum(
        _lapse(session) for session in times
    )


@transaction.atomic
def _end(row, table, move: str) -> bool:
    before = row.state
    row = type(row).objects.select_for_update().get(pk=row.pk)
    if row.state != before:  # Answered while this run went on.
        return False
    advance(row, table, move, actor=None, role="worker")
    return True


@transaction.atomic
def _lapse(session: Session) -> bool:
    ended = _end(session, SESSION, "cancel")
    if ended:
        forget_way(session)
    return ended


def remind() -> int:
    """Tell both sides 48 hours before a session, and the expert 24 hours before an invitation ends; how many."""
    now = clock.now()
    sessions = Session.objects.select_related(
        "profile__user", "engagement__profile__user", "engagement__invitation__sent_by__user"
    ).filter(state=SessionState.CONFIRMED, starts_at__gt=now, starts_at__lte=now + REMIND_SESSION)
    invitations = Invitation.objects.select_related("profile__user").filter(
        state=InvitationState.SENT, expires_at__gt=now, expires_at__lte=now + REMIND_ANSWER
    )
    done = 0
    for session in _untold(sessions, "engagements.session_soon"):
        if session.profile.state == Profile.State.ACTIVE:  # whoever paused is reminded of nothing
            notify(session.profile.user, "engagements.session_soon", session)
        tell_office(session.engagement, "engagements.office_session_soon", session)
        done += 1
    for invitation in _untold(invitations, "engagements.invitation_ending"):
        notify(invitation.profile.user, "engagements.invitation_ending", invitation)
        done += 1
    return done


def _untold(rows: QuerySet, event: str) -> QuerySet:
    return rows.exclude(Exists(Notice.objects.filter(event=event, subject_id=OuterRef("public_id"))))


def auto_complete() -> int:
    """Count unmarked sessions as held a day after, and silence of 5 working days as confirmation; how many."""
    now = clock.now()
    unmarked = Session.objects.select_related("engagement").filter(
        state=SessionState.CONFIRMED, ends_at__lte=now - UNMARKED
    )
    held = sum(count_as_held(session) for session in unmarked)
    silent = Engagement.objects.filter(state=EngagementState.DELIVERED, complete_by__lte=now)
    return held + sum(complete_by_silence(engagement) for engagement in silent)


def release_payments() -> int:
    """Let every payment go whose time has come, and take up what was interrupted; how many were let go."""
    now = clock.now()
    resume_events(now)
    resume_attempts(now)
    return release_all_due(now)
