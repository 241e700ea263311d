"""Who may do what with work, as plain predicates over loaded objects."""

from datetime import date, datetime

from network.agencies.models import Official
from network.agencies.policies import is_ready, may_write
from network.engagements.models import Engagement, Invitation, Session
from network.engagements.states import InvitationState, SessionState
from network.people.models import User


def may_run(official: Official, agency_id: int) -> bool:
    """Whether the official may act on this office's work with experts."""
    return official.agency_id == agency_id and may_write(official)


def may_meet(official: Official, agency_id: int, today: date) -> bool:
    """Whether the official may invite experts and meet them: also trained, with the code of conduct signed."""
    return may_run(official, agency_id) and is_ready(official, today)


def is_theirs(expert: User, work: Invitation | Engagement | Session) -> bool:
    """Whether this is the person's own work."""
    return work.profile.user_id == expert.pk


def can_answer(invitation: Invitation, at: datetime) -> bool:
    """Whether the invitation still waits for an answer, however late the worker is."""
    return invitation.state == InvitationState.SENT and at < invitation.expires_at


def can_be_held(session: Session, at: datetime) -> bool:
    """Whether the session is over and may be marked as held."""
    return session.state == SessionState.CONFIRMED and session.ends_at <= at
