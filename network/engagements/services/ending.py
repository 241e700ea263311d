"""Work that ends early. The expert may always stop and is paid in full; the office owes by its notice."""

from datetime import datetime

from django.db import transaction

from network.agencies.models import Official
from network.audit.moves import advance
from network.common import clock
from network.common.states import MoveRefused
from network.engagements.cancellation import Cancellation, cancellation_of
from network.engagements.joining import forget_way
from network.engagements.models import Engagement
from network.engagements.services.common import (
    locked,
    payment_of,
    refuse_others,
    refuse_strangers,
    tell_expert,
    tell_office,
)
from network.engagements.services.delivering import owe
from network.engagements.services.requests import close_if_finished
from network.engagements.states import ENGAGEMENT, LIVE_SESSIONS, SESSION, EngagementState, SessionState
from network.people.models import User
from payments.services import reprice_payment


@transaction.atomic
def stop_engagement(engagement: Engagement, expert: User) -> None:
    """One tap, no reason: the work is over and the full booked pay is due. Stopping twice changes nothing.

    Raises MoveRefused only when the work is already done or ended, and its pay on its way.
    """
    engagement = locked(engagement)
    refuse_others(expert, engagement)
    if engagement.state == EngagementState.ENDED_BY_EXPERT:
        return
    _end_sessions(engagement, expert, "expert", {SessionState.CONFIRMED: "stop"})
    _end(engagement, "stop", expert, "expert")
    owe(engagement, expert)
    tell_office(engagement, "engagements.ended", engagement)
    close_if_finished(engagement.request)


@transaction.atomic
def cancel_engagement(engagement: Engagement, official: Official, shown_minor: int) -> Cancellation:
    """The office ends the work and owes what its notice makes it owe, due at once.

    `shown_minor` is the sum the official saw: when it has grown since, MoveRefused, so that nobody presses
    a button for another sum than the one beside it.
    """
    engagement = locked(engagement)
    refuse_strangers(official, engagement)
    assert official.user is not None  # who cancels is signed in
    owed = owed_on_cancelling(engagement, clock.now())
    if engagement.state != EngagementState.ENDED_BY_AGENCY and owed.amount_minor != shown_minor:
        raise MoveRefused("What cancelling costs has changed since you opened the page. Look at it again.")
    _end_sessions(engagement, official.user, "official", {})
    _end(engagement, "cancel", official.user, "official")
    reprice_payment(payment_of(engagement), owed.amount_minor, official.user.public_id, clock.now())
    owe(engagement, official.user)
    tell_expert(engagement, "engagements.cancelled", engagement)
    close_if_finished(engagement.request)
    return owed


def owed_on_cancelling(engagement: Engagement, at: datetime) -> Cancellation:
    """What the office would owe if it cancelled at `at`: counted to the confirmed session, if there is one."""
    session = engagement.sessions.filter(state=SessionState.CONFIRMED).first()
    agreement = engagement.agreements.last()
    assert agreement is not None  # made together with the engagement
    return cancellation_of(agreement.terms, session.starts_at if session else None, at)


def _end(engagement: Engagement, move: str, by: User, role: str) -> None:
    engagement.ended_at = clock.now()
    advance(engagement, ENGAGEMENT, move, actor=by, role=role, save=("ended_at",))


def _end_sessions(engagement: Engagement, by: User, role: str, moves: dict[str, str]) -> None:
    for session in engagement.sessions.select_for_update().filter(state__in=LIVE_SESSIONS):
        advance(session, SESSION, moves.get(session.state, "cancel"), actor=by, role=role)
        forget_way(session)
