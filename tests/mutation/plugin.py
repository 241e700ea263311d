"""Runs chosen tests once, then once more for each mutant in a forked copy of this very process.

Starting the suite anew for each of a thousand mutants would take a day: a fork takes the loaded site and its
in-memory database along, and runs only the tests that reached the mutated lines, until one fails.
"""

import gc
import os
import pickle
import signal
import sys
import time
from collections import Counter, defaultdict
from typing import NamedTuple

from _pytest.runner import runtestprotocol

from tests.mutation.mutants import Mutant
from tests.mutation.reach import Reach
from tests.mutation.swap import put_in

# A mutant hangs when a test takes so many times as long as without it, and these seconds more. They are seconds of
# processor time, which other work on the machine does not use up.
SLOWER, SLACK = 4, 4
PATIENCE = 600  # seconds by the clock, for a mutant that waits for ever and computes nothing


class Outcome(NamedTuple):
    """A mutant, and the test that caught it; None for one that survived."""

    mutant: Mutant
    by: str | None


class Mutating:
    """The pytest plugin. `outcomes` holds what became of each mutant, `failed` the tests that fail without any,
    which therefore prove nothing here."""

    def __init__(self, mutants: list[Mutant], workers: int):
        self.mutants = mutants
        self.workers = workers
        self.reach = Reach({mutant.path for mutant in mutants})
        self.took: dict[str, float] = {}
        self.caught: dict[tuple[str, str], Counter] = defaultdict(Counter)
        self.outcomes: list[Outcome] = []
        self.failed: list[str] = []

    def pytest_runtestloop(self, session) -> bool:
        # In a copy of its own where it commits: the flush after it takes away what the migrations wrote.
        for item in session.items:
            failed, seconds, lines = (
                _in_a_copy(self._watched, item) if _commits(item) else self._watched(item)
            )
            self.failed += failed
            self.took[item.nodeid] = seconds
            self.reach.add(item.nodeid, lines)
        self._control(session.items)
        gc.collect()
        gc.freeze()  # A copy that walks over old objects would copy their pages.
        self._all([item for item in session.items if item.nodeid not in self.failed])
        return True

    def _watched(self, item) -> tuple[list[str], float, dict]:
        began = time.process_time()
        with self.reach.watching() as lines:
            failed = _failures(item, tell=True)
        return failed, time.process_time() - began, lines()

    def _control(self, items: list) -> None:
        """With nothing broken, the same tests pass in a copy, in the order in which mutants meet them."""
        order = sorted(items, key=self._soonest(Counter()))
        self.failed += _in_a_copy(
            lambda tests: [name for item in tests for name in _failures(item, tell=True)], order
        )

    def _soonest(self, caught: Counter):
        """What commits comes last; before it, what caught a neighbour; then what is quick."""
        return lambda item: (_commits(item), -caught[item.nodeid], self.took[item.nodeid])

    def _all(self, every: list) -> None:
        running: dict[int, tuple[Mutant, int]] = {}
        for done, mutant in enumerate(self.mutants):
            while len(running) >= self.workers:
                self._reap(running)
            names = self.reach.names(mutant)
            caught = self.caught[str(mutant.path), mutant.function]
            tests = sorted((item for item in every if item.nodeid in names), key=self._soonest(caught))
            if done % 25 == 0:
                _say(
                    f"{done} of {len(self.mutants)} mutants, {sum(not o.by for o in self.outcomes)} survive\n"
                )
            pid, heard = _fork(_caught, mutant, [(item, self.took[item.nodeid]) for item in tests])
            running[pid] = (mutant, heard)
        while running:
            self._reap(running)

    def _reap(self, running: dict[int, tuple[Mutant, int]]) -> None:
        pid, status = os.wait()
        if pid not in running:
            return
        mutant, heard = running.pop(pid)
        with os.fdopen(heard, "rb") as pipe:
            words = pipe.read()
        hung = os.WIFSIGNALED(status)
        by = "it never ended" if hung else pickle.loads(words) if words else "it broke the run"
        self.outcomes.append(Outcome(mutant, by))
        if by is None:  # Told at once: a run that is broken off was not for nothing.
            _say(f"{mutant.path.name}:{mutant.lines[-1]} {mutant.operator}: {' => '.join(mutant.changed)}\n")
        self.caught[str(mutant.path), mutant.function][by] += by is not None


def _fork(work, *given) -> tuple[int, int]:
    """The pid of a copy of this process that does the work, and the pipe on which it tells the answer."""
    heard, told = os.pipe()
    pid = os.fork()
    if pid:
        os.close(told)
        return pid, heard
    signal.alarm(PATIENCE)
    try:
        with os.fdopen(told, "wb") as pipe:
            pipe.write(pickle.dumps(work(*given)))
    finally:
        os._exit(0)  # Whatever happens, the copy must not go on as a second run of the suite.


def _in_a_copy(work, *given):
    pid, heard = _fork(work, *given)
    with os.fdopen(heard, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(pid, 0)
    return pickle.loads(answer)


def _caught(mutant: Mutant, tests: list[tuple]) -> str | None:
    """Who caught the mutant, of these tests with the seconds that each takes without it."""
    try:
        put_in(mutant)
    except Exception as failure:
        return f"it does not load ({type(failure).__name__})"
    for item, seconds in tests:
        signal.setitimer(signal.ITIMER_PROF, SLACK + SLOWER * seconds)
        if failed := _failures(item):
            return failed[0]
    return None


class _Next:
    """Stands for whatever comes next: of what a test set up, only what belongs to the session stays."""

    def __init__(self, session):
        self.session = session

    def listchain(self) -> list:
        return [self.session]


def _failures(item, tell=False) -> list[str]:
    """Run one test; its name when it fails. Why is told only where nothing is broken: else it is what is wanted."""
    try:
        reports = runtestprotocol(item, log=False, nextitem=_Next(item.session))
    except BaseException:
        return [item.nodeid]
    failed = [report for report in reports if report.failed]
    if tell:
        _say("".join(f"{report.longreprtext}\n" for report in failed))
    return [item.nodeid] if failed else []


def _commits(item) -> bool:
    marker = item.get_closest_marker("django_db")
    return "transactional_db" in item.fixturenames or bool(marker and marker.kwargs.get("transaction"))


def _say(words: str) -> None:
    sys.__stderr__.write(words)
    sys.__stderr__.flush()
