"""Fifty offices ask for one expert's hour at once, on PostgreSQL: one gets it. Without the guards many do."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from django.db import OperationalError, connection, connections

from network.common.states import MoveRefused
from network.engagements import services
from network.engagements.models import Session
from network.engagements.queries.times import offered_for
from network.engagements.services import sessions
from network.matching.services import run_draw
from network.taxonomy.models import Pillar, Topic
from tests import factories
from tests.engagements import make

THREADS, ROUNDS, UNGUARDED_ROUNDS = 50, 4, 5
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.usefixtures("flush_past_the_triggers"),
    pytest.mark.django_db(transaction=True),
]


def one_expert_of_many_offices(offices: int = THREADS):
    """An expert who has agreed to work with so many offices."""
    # The flush after an earlier test took the migrated words along.
    Topic.objects.get_or_create(
        slug="referral-mechanism", defaults={"name": "Referral", "pillar": Pillar.PROTECTION}
    )
    profile, manager, agreed = factories.expert(), make.manager(), []
    for _ in range(offices):
        request = make.request(seats=1)
        [invitation] = services.send_invitations(run_draw(request, manager), request.created_by)
        agreed.append(services.accept_invitation(invitation, profile.user))
    return agreed


def ask_at_once(agreed) -> int:
    """Every office proposes the same moment; how many were told that it is theirs."""
    time, gate = offered_for(agreed[0])[0], Barrier(len(agreed))

    def ask(engagement) -> bool:
        gate.wait()
        try:
            services.propose_session(engagement, engagement.invitation.sent_by, time, "A link.")
        except (
            MoveRefused,
            OperationalError,
        ):  # PostgreSQL ends some losers of the bare constraint as deadlocked.
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(len(agreed)) as threads:
        return sum(threads.map(ask, agreed))


def test_exactly_one_gets_the_hour():
    agreed = one_expert_of_many_offices()
    for _ in range(ROUNDS):
        assert ask_at_once(agreed) == Session.objects.count() == 1
        Session.objects.all().delete()


def test_the_constraint_alone_never_lets_two_in(monkeypatch):
    monkeypatch.setattr(sessions, "hold_profile", lambda profile: None)
    agreed = one_expert_of_many_offices(offices=6)
    assert ask_at_once(agreed) == Session.objects.count() <= 1


def test_without_both_guards_the_hour_is_given_more_than_once(monkeypatch):
    """The negative control: if this did not double-book, the tests above would prove nothing."""
    monkeypatch.setattr(sessions, "hold_profile", lambda profile: None)
    agreed, doubled = one_expert_of_many_offices(), 0
    with without_constraint():
        for _ in range(UNGUARDED_ROUNDS):
            doubled += ask_at_once(agreed) > 1
            Session.objects.all().delete()
    assert doubled >= 0.8 * UNGUARDED_ROUNDS


@contextmanager
def without_constraint():
    from importlib import import_module

    migration = import_module("network.engagements.migrations.0002_one_place_at_a_time")
    with connection.cursor() as cursor:
        cursor.execute(migration.BACKWARDS[0])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(migration.FORWARDS[1])
