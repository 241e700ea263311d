"""Concerns: each person's own, and the managers' queue."""

from django.db.models import QuerySet
from django.http import Http404

from network.common import clock
from network.people.models import User
from network.people.roles import Role
from network.safeguarding.models import Concern
from network.safeguarding.policies import may_see
from network.safeguarding.states import ConcernState


def concerns_of(person: User) -> QuerySet[Concern]:
    """What this person raised, newest first, to be paginated."""
    return Concern.objects.filter(person=person).order_by("-raised_at")


def concern_for(viewer: User, public_id: str) -> Concern:
    """One concern for whoever raised it and for managers; 404 alike for others and for none."""
    concern = Concern.objects.select_related("person").filter(public_id=public_id).first()
    if concern is None or not may_see(viewer, concern):
        raise Http404
    return concern


def queue() -> QuerySet[Concern]:
    """Concerns that wait for a manager's next step, the one due first on top."""
    return Concern.objects.exclude(state=ConcernState.CLOSED).order_by("next_step_by", "pk")


def waiting_count(viewer: User) -> int:
    """How many concerns wait for a next step."""
    return queue().count()


def overdue() -> QuerySet[Concern]:
    """Concerns whose next step should have been taken."""
    return queue().filter(next_step_by__lte=clock.now())


def active_managers() -> QuerySet[User]:
    """Everybody who can answer."""
    return User.objects.filter(role_grants__role=Role.MANAGER, is_active=True)
