"""Runs chosen tests once, then once more for each mutant in a forked copy of this very process.

Starting the suite anew for each of a thousand mutants would take a day: a fork takes the loaded site and its
in-memory database along, and runs only the tests that reached the mutated function, until one fails.
"""

import importlib
import os
import pickle
import signal
import sys
from collections import defaultdict
from pathlib import Path

from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.swap import put_in

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 30  # seconds: a mutant that never ends is caught by its hanging


class Mutating:
    """The pytest plugin. `outcomes` holds each mutant with the name of the test that caught it, or None."""

    def __init__(self, paths: list[Path], workers: int):
        self.paths = {str(path): path for path in paths}
        self.workers = workers
        self.reached: dict[tuple[str, str], list] = defaultdict(list)
        self.outcomes: list[tuple[Mutant, str | None]] = []
        self.failed: list[str] = []

    def pytest_runtestloop(self, session) -> bool:
        for item in session.items:
            called = self._watched(item)
            for place in called:
                self.reached[place].append(item)
        if not self.failed:
            self._all([mutant for path in self.paths.values() for mutant in mutants_of(path)], session.items)
        return True

    def pytest_runtest_logreport(self, report) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def _watched(self, item) -> set[tuple[str, str]]:
        """Run a test; the functions of our files that it called."""
        called: set[tuple[str, str]] = set()

        def note(frame, event, _):
            if event == "call" and frame.f_code.co_filename in self.paths:
                called.add((frame.f_code.co_filename, frame.f_code.co_qualname.split(".<locals>")[0]))

        sys.setprofile(note)
        try:
            _run(item)
        finally:
            sys.setprofile(None)
        return called

    def _all(self, mutants: list[Mutant], every: list) -> None:
        running: dict[int, tuple[Mutant, int]] = {}
        for done, mutant in enumerate(mutants):
            while len(running) >= self.workers:
                self._reap(running)
            tests = self.reached[str(mutant.path), mutant.function] if mutant.function else every
            _say(f"\r{done} of {len(mutants)} mutants")
            pid, told = _fork(mutant, tests)
            running[pid] = (mutant, told)
        while running:
            self._reap(running)
        _say(f"\r{len(mutants)} of {len(mutants)} mutants\n")

    def _reap(self, running: dict[int, tuple[Mutant, int]]) -> None:
        pid, status = os.wait()
        mutant, told = running.pop(pid)
        with os.fdopen(told, "rb") as pipe:
            words = pipe.read()
        by = (
            "it never ended"
            if os.WIFSIGNALED(status)
            else pickle.loads(words)
            if words
            else "it broke the run"
        )
        self.outcomes.append((mutant, by))


def _fork(mutant: Mutant, tests: list) -> tuple[int, int]:
    """The child's pid, and the pipe on which it says who caught the mutant."""
    heard, told = os.pipe()
    pid = os.fork()
    if pid:
        os.close(told)
        return pid, heard
    signal.alarm(LIMIT)
    try:
        os.write(told, pickle.dumps(_caught(mutant, tests)))
    finally:
        os._exit(0)  # Whatever happens, the copy must not go on as a second run of the suite.


def _caught(mutant: Mutant, tests: list) -> str | None:
    name = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts)
    _silence(tests[0].config if tests else None)
    try:
        put_in(mutant, importlib.import_module(name))
    except Exception:
        return "it does not load"
    for item in tests:
        failures: list[str] = []
        listening = _Listening(failures)
        item.config.pluginmanager.register(listening)
        try:
            _run(item)
        except BaseException:
            return item.nodeid
        finally:
            item.config.pluginmanager.unregister(listening)
        if failures:
            return failures[0]
    return None


def _silence(config) -> None:
    """The one who reads along is told about mutants, not about each failing test of each of them."""
    if config and (reporter := config.pluginmanager.get_plugin("terminalreporter")):
        config.pluginmanager.unregister(reporter)


class _Listening:
    def __init__(self, failures: list[str]):
        self.failures = failures

    def pytest_runtest_logreport(self, report) -> None:
        if report.failed:
            self.failures.append(report.nodeid)


class _Session:
    """Stands for whatever comes next: of what a test set up, only what belongs to the session stays."""

    def __init__(self, session):
        self.session = session

    def listchain(self) -> list:
        return [self.session]


def _run(item) -> None:
    """Run one test and leave the session's fixtures, the database among them, as they are."""
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=_Session(item.session))


def _say(words: str) -> None:
    sys.__stderr__.write(words)
    sys.__stderr__.flush()
