"""Every write about concerns."""

from django.db import transaction
from django.http import Http404

from network.audit.log import record
from network.audit.moves import advance
from network.common import clock
from network.experts.models import Profile
from network.notifications.services import notify
from network.people.models import User
from network.safeguarding import words
from network.safeguarding.clocks import next_step_by
from network.safeguarding.models import Concern
from network.safeguarding.policies import may_answer
from network.safeguarding.queries import active_managers, overdue
from network.safeguarding.states import CONCERN, ConcernState


@transaction.atomic
def raise_concern(person: User, kind: str, urgent: bool, text: str) -> Concern:
    """Keep what somebody tells us, sealed, start its clock, and let every manager know that something waits."""
    now = clock.now()
    due = next_step_by(ConcernState.OPEN, now, urgent, person.time_zone)
    concern = Concern.objects.create(person=person, kind=kind, urgent=urgent, raised_at=now, next_step_by=due)
    words.keep(concern, words.RAISED, text)
    for manager in active_managers():
        if manager.pk != person.pk:
            notify(manager, "concern.raised", concern)
    record(person, "safeguarding.raised", concern)
    return concern


@transaction.atomic
def answer(concern: Concern, move: str, text: str, *, by: User) -> None:
    """Take the next step (acknowledge, plan, close) with words for the person. Raises MoveRefused; 404 for one's own."""
    if not may_answer(by, concern):
        raise Http404
    _move(concern, move, by, "manager")
    words.keep(concern, move, text)
    notify(concern.person, "concern.answered", concern, key=f"concern.{move}:{concern.public_id}")


@transaction.atomic
def take_back(concern: Concern, *, by: User) -> None:
    """The person who raised it wants nothing more done. Raises MoveRefused when it is closed."""
    if concern.person_id != by.pk:
        raise Http404
    _move(concern, "take_back", by, "person")


@transaction.atomic
def remind_of_overdue() -> int:
    """Tell every manager once about each step whose time is over; how many steps."""
    late, managers = list(overdue()), list(active_managers())
    for concern in late:
        for manager in managers:
            key = f"concern.late:{concern.public_id}:{concern.state}:{manager.public_id}"
            notify(manager, "concern.late", concern, key=key)
    return len(late)


def forget_words(profile: Profile) -> None:
    """When an expert leaves, what they told us is destroyed and nothing stays open."""
    for concern in Concern.objects.filter(person_id=profile.user_id):
        words.forget(concern)
        if concern.state != ConcernState.CLOSED:
            _move(concern, "take_back", profile.user, "person")


def _move(concern: Concern, move: str, by: User, role: str) -> None:
    state = CONCERN.get(concern.state, {}).get(move)
    after = state.to if state else concern.state
    concern.next_step_by = next_step_by(after, concern.raised_at, concern.urgent, concern.person.time_zone)
    concern.closed_at = clock.now() if after == ConcernState.CLOSED else None
    advance(concern, CONCERN, move, actor=by, role=role, save=("next_step_by", "closed_at"))
