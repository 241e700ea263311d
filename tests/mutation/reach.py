"""Which test runs which lines, told by coverage.py: only those tests can notice that a line is broken."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coverage import Coverage

from tests.mutation.mutants import Mutant

Lines = dict[str, set[int]]


class Reach:
    """Learns from watched tests, and then names the tests that can notice a mutant."""

    def __init__(self, paths: set[Path]):
        self.paths = sorted(str(path) for path in paths)
        self.tests: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.everybody: set[str] = set()

    @contextmanager
    def watching(self) -> Iterator[Callable[[], Lines]]:
        """While it is open, lines are noted; what it gives tells them afterwards, `{file: lines}`."""
        watch = Coverage(data_file=None, config_file=False, include=self.paths, messages=False)
        watch.set_option("run:disable_warnings", ["no-data-collected"])
        watch.start()
        try:
            yield lambda: {path: set(watch.get_data().lines(path) or ()) for path in self.paths}
        finally:
            watch.stop()

    def add(self, name: str, lines: Lines) -> None:
        """Note what one test ran."""
        self.everybody.add(name)
        for path, numbers in lines.items():
            for number in numbers:
                self.tests[path][number].add(name)

    def names(self, mutant: Mutant) -> set[str]:
        """The tests that ran the mutated statement; all of them for one that runs when the site is loaded."""
        if not mutant.function:
            return self.everybody
        by_line = self.tests[str(mutant.path)]
        return {name for line in mutant.lines for name in by_line.get(line, ())}
