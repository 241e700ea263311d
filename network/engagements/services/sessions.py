"""When both meet: the office picks one of the expert's times, the expert confirms. An expert is in one place at a time."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from network.agencies.models import Official
from network.audit.log import record
from network.audit.moves import advance
from network.common import clock
from network.common.states import MoveRefused
from network.engagements.joining import forget_way, keep_way
from network.engagements.models import Engagement, Session
from network.engagements.queries.times import offered_for
from network.engagements.services.common import (
    locked,
    locked_session,
    refuse_others,
    refuse_strangers,
    refuse_unprepared,
    tell_expert,
    tell_office,
)
from network.engagements.states import ENGAGEMENT, LIVE_SESSIONS, SESSION, EngagementState, SessionState
from network.experts.models import Profile
from network.people.models import User

NOT_FREE = "This time is no longer free. Choose another one."


@transaction.atomic
def propose_session(
    engagement: Engagement, official: Official, starts_at: datetime, how_to_join: str = ""
) -> Session:
    """Ask the expert for one of the times she offers. One proposal or session stands at a time.

    Raises MoveRefused when a session already stands, the work is not under way, or the time is not offered.
    """
    engagement = locked(engagement)
    refuse_unprepared(official, engagement.request.agency_id)
    if engagement.state != EngagementState.AGREED or _live(engagement):
        raise MoveRefused("A time is already proposed or agreed, or the work is over. Look at it again.")
    hold_profile(engagement.profile)
    if starts_at not in offered_for(engagement):
        raise MoveRefused(NOT_FREE)
    session = _write(engagement, official, starts_at, how_to_join)
    record(official.user, "engagements.session.propose", session, request=engagement.request.public_id)
    tell_expert(engagement, "engagements.time_proposed", session)
    return session


def hold_profile(profile: Profile) -> None:
    """Lock the expert's row: whoever books a time for her waits here until the other is done."""
    Profile.objects.select_for_update().get(pk=profile.pk)


def _write(engagement: Engagement, official: Official, starts_at: datetime, how_to_join: str) -> Session:
    minutes = engagement.invitation.terms["session_minutes"]
    try:
        with transaction.atomic():
            session = Session.objects.create(
                engagement=engagement,
                profile=engagement.profile,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=minutes),
                proposed_by=official,
            )
    except IntegrityError:
        raise MoveRefused(NOT_FREE) from None
    keep_way(session, how_to_join)
    return session


@transaction.atomic
def take_back_session(session: Session, official: Official) -> None:
    """The office takes back a time that is not confirmed yet. A confirmed one ends only with the work."""
    session = locked_session(session)
    refuse_strangers(official, session.engagement)
    if session.state != SessionState.PROPOSED:
        raise MoveRefused("Only a time that is not confirmed yet can be taken back.")
    advance(session, SESSION, "cancel", actor=official.user, role="official")
    forget_way(session)


@transaction.atomic
def confirm_session(session: Session, expert: User) -> None:
    """The expert agrees to the time. Confirming twice changes nothing."""
    session = locked_session(session)
    refuse_others(expert, session)
    if session.state == SessionState.CONFIRMED:
        return
    if session.starts_at <= clock.now():
        raise MoveRefused("This time has passed. The office can propose another one.")
    advance(session, SESSION, "confirm", actor=expert, role="expert")
    advance(session.engagement, ENGAGEMENT, "schedule", actor=expert, role="expert")
    tell_office(session.engagement, "engagements.time_confirmed", session)


@transaction.atomic
def refuse_session(session: Session, expert: User) -> None:
    """The time does not suit, or no longer does. No reason, no penalty; the office proposes another."""
    session = locked_session(session)
    refuse_others(expert, session)
    if session.state == SessionState.CANCELLED:
        return
    was_confirmed = session.state == SessionState.CONFIRMED
    advance(session, SESSION, "cancel", actor=expert, role="expert")
    forget_way(session)
    if was_confirmed:
        advance(session.engagement, ENGAGEMENT, "unschedule", actor=expert, role="expert")
    tell_office(session.engagement, "engagements.time_refused", session)


def _live(engagement: Engagement) -> bool:
    return engagement.sessions.filter(state__in=LIVE_SESSIONS).exists()
