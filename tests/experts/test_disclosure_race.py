"""Withdraw and disclose at the same moment: once the withdrawal has returned, nothing is disclosed any more.

RACE_THREADS and RACE_ROUNDS set the size; `make prove` runs it with 50 threads and 100 rounds.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

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
THREADS = int(os.environ.get("RACE_THREADS", "10"))
ROUNDS = int(os.environ.get("RACE_ROUNDS", "15"))
WAIT = 60  # seconds; a round that takes longer has stopped
SLOW = 0.02  # seconds between a reader's yes and the words: what a lock must hold through


class Race:
    """Rounds in which one thread withdraws while all others disclose; `late` counts what came after it, by round."""

    def __init__(self, monkeypatch):
        self.withdrawn = False
        self.late = [0] * ROUNDS
        self.seen = [0] * ROUNDS
        self.barrier = Barrier(THREADS, action=self._begin, timeout=WAIT)
        self.finish = Barrier(THREADS, action=self._end, timeout=WAIT)
        self.rounds = iter(range(ROUNDS))
        monkeypatch.setattr(disclosure, "_read", self._watched(disclosure._read))

    def run(self):
        with ThreadPoolExecutor(THREADS) as pool:
            for done in [pool.submit(self._play, number) for number in range(THREADS)]:
                done.result()
        return self

    def _begin(self):
        """Once a round, by whoever comes to the barrier last, while all others wait there."""
        self.round = next(self.rounds)
        self.expert, official = factories.expert(consents=()), factories.official()
        ledger.grant(self.expert.user, Purpose.ATTEND, WORK)
        self.viewer = Viewer(official.user, Role.OFFICIAL, official.agency_id)
        self.withdrawn = False

    def _play(self, number):
        try:
            for _ in range(ROUNDS):
                self.barrier.wait()
                self._withdraw() if number == 0 else self._look()
                self.finish.wait()
        finally:
            connection.close()

    def _withdraw(self):
        sleep(0.001 * (self.round % 15))  # Each round at another moment among the readers.
        ledger.withdraw(self.expert.user, Purpose.ATTEND, WORK)
        self.withdrawn = True

    def _look(self):
        disclose(self.expert, self.viewer, Purpose.ATTEND, WORK)

    def _end(self):
        assert disclose(self.expert, self.viewer, Purpose.ATTEND, WORK) == NOTHING

    def _watched(self, read):
        """What is in a reader's hands although the withdrawal has returned is late."""

        def watched(*args):
            sleep(SLOW)
            shown = read(*args)
            self.late[self.round] += self.withdrawn
            self.seen[self.round] += 1
            return shown

        return watched


def _unlocked(person, purpose, audience):
    """The same question without holding the row."""
    return ledger.in_force(purpose, audience).filter(person=person).first() is not None


def test_nothing_is_disclosed_once_the_withdrawal_returned(monkeypatch):
    race = Race(monkeypatch).run()
    assert sum(race.late) == 0
    assert sum(race.seen), "no reader ever came before the withdrawal: the race was none"


def test_without_the_lock_it_would_be(monkeypatch):
    """The negative control."""
    monkeypatch.setattr(ledger, "allows", _unlocked)
    race = Race(monkeypatch).run()
    assert sum(map(bool, race.late)) >= ROUNDS / 2
