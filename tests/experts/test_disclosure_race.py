"""Withdraw and disclose at the same moment: once the withdrawal has returned, nothing is disclosed any more."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from network.consent import ledger
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.experts import disclosure
from network.experts.disclosure import NOTHING, Viewer, disclose
from network.people.roles import Role
from tests import factories

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WORK = Audience(AudienceKind.ENGAGEMENT, "work-one")
READERS, ROUNDS = 7, 12


def in_threads(works) -> list:
    """Run all at the same moment, each on its own connection; their answers."""
    barrier = Barrier(len(works))

    def run(work):
        try:
            barrier.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def late_disclosures(monkeypatch) -> int:
    """How many readings were finished although the withdrawal had returned before they began to read."""
    withdrawn, late = [], []
    read = disclosure._read

    def watched(*args):
        if withdrawn:
            late.append(True)
        return read(*args)

    monkeypatch.setattr(disclosure, "_read", watched)
    for _ in range(ROUNDS):
        withdrawn.clear()
        expert, official = factories.expert(), factories.official()
        ledger.grant(expert.user, Purpose.ATTEND, WORK)
        viewer = Viewer(official.user, Role.OFFICIAL, official.agency_id)

        def take_back(person=expert.user):
            ledger.withdraw(person, Purpose.ATTEND, WORK)
            withdrawn.append(True)

        def look(expert=expert, viewer=viewer):
            return [disclose(expert, viewer, Purpose.ATTEND, WORK) for _ in range(3)]

        in_threads([take_back, *[look] * READERS])
        assert look() == [NOTHING] * 3
    return len(late)


def test_nothing_is_disclosed_once_the_withdrawal_returned(monkeypatch):
    assert late_disclosures(monkeypatch) == 0


def test_without_the_lock_it_would_be(monkeypatch):
    """The negative control: the same question asked without holding the row lets readings through."""

    def unlocked(person, purpose, audience):
        answer = ledger.in_force(purpose, audience).filter(person=person).first() is not None
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.02)")
        return answer

    monkeypatch.setattr(ledger, "allows", unlocked)
    assert late_disclosures(monkeypatch) > 0
