"""Work that was done: held, then confirmed by the office or by its silence, then due."""

from datetime import datetime

from django.db import transaction

from network.agencies.models import Official
from network.audit.moves import advance
from network.common import clock
from network.common.states import MoveRefused
from network.engagements.clocks import SILENCE_WORKING_DAYS, UNMARKED
from network.engagements.joining import forget_way
from network.engagements.models import Engagement, Session
from network.engagements.policies import can_be_held
from network.engagements.services.common import (
    locked,
    locked_session,
    payment_of,
    refuse_strangers,
    role_of,
    tell_expert,
    tell_office,
)
from network.engagements.services.requests import close_if_finished
from network.engagements.states import ENGAGEMENT, SESSION, EngagementState, SessionState
from network.people.models import User
from payments.services import mark_due


@transaction.atomic
def mark_held(session: Session, by: User) -> None:
    """Either side says that the session took place; the office then has 5 working days to confirm the work.

    Marking twice changes nothing. Raises MoveRefused before the session's end.
    """
    session = locked_session(session)
    role = role_of(by, session.engagement)
    if session.state == SessionState.HELD:
        return
    if not can_be_held(session, clock.now()):
        raise MoveRefused("A session can be marked as held once its time is over.")
    _deliver(session, by, role, clock.now())


@transaction.atomic
def count_as_held(session: Session) -> bool:
    """The worker marks what nobody has marked a day after its end, as of that day. Whether it did."""
    session = locked_session(session)
    if not can_be_held(session, clock.now() - UNMARKED):
        return False
    _deliver(session, None, "worker", session.ends_at + UNMARKED)
    return True


def _deliver(session: Session, by: User | None, role: str, at: datetime) -> None:
    engagement = session.engagement
    advance(session, SESSION, "hold", actor=by, role=role)
    forget_way(session)
    engagement.delivered_at = at
    engagement.complete_by = clock.add_working_days(
        at, SILENCE_WORKING_DAYS, engagement.request.agency.time_zone
    )
    saved = ("delivered_at", "complete_by")
    advance(engagement, ENGAGEMENT, "deliver", actor=by, role=role, save=saved)
    tell_office(engagement, "engagements.delivered", engagement)


@transaction.atomic
def complete_engagement(engagement: Engagement, official: Official) -> None:
    """The office confirms the work, and the pay is due at once. Confirming twice changes nothing."""
    engagement = locked(engagement)
    refuse_strangers(official, engagement)
    if engagement.state != EngagementState.COMPLETED:
        _complete(engagement, official.user, "official", clock.now())


@transaction.atomic
def complete_by_silence(engagement: Engagement) -> bool:
    """The worker confirms what the office has not answered in time, as of that time. Whether it did."""
    engagement = locked(engagement)
    if engagement.state != EngagementState.DELIVERED:
        return False
    assert engagement.complete_by is not None  # set with `delivered_at`
    if engagement.complete_by > clock.now():
        return False
    _complete(engagement, None, "worker", engagement.complete_by)
    return True


def _complete(engagement: Engagement, by: User | None, role: str, at: datetime) -> None:
    engagement.completed_at = at
    advance(engagement, ENGAGEMENT, "complete", actor=by, role=role, save=("completed_at",))
    owe(engagement, by)
    tell_expert(engagement, "engagements.completed", engagement)
    close_if_finished(engagement.request)


def owe(engagement: Engagement, by: User | None) -> None:
    """The booked pay is owed now; the release duty lets it go with its next run."""
    now = clock.now()
    mark_due(payment_of(engagement), by.public_id if by else "worker", now, release_by=now)
