"""`make mutate`: break the consent, disclosure, vault and message code in every small way; the tests must notice."""

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from benchmarks.table import Row, markdown
from tests.mutation.plugin import ROOT, Mutating

GOAL = 95.0  # per cent
# Which files are broken, and which tests must notice: none that start processes or databases of their own.
ROOMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "consent": (("network/consent",), ("tests/consent",)),
    "vault": (("network/vault",), ("tests/vault", "--ignore=tests/vault/test_deployed.py")),
    "disclosure": (
        ("network/experts/disclosure.py", "network/experts/aliases.py", "network/experts/own.py"),
        ("tests/experts",),
    ),
    "notifications": (("network/notifications",), ("tests/notifications",)),
}
# Declarations: what they say is held by migrations, by the URL matrix and by every page.
LEFT_OUT = {"models.py", "apps.py", "urls.py", "__init__.py"}
EXCUSES = Path(__file__).with_name("survivors.yaml")


def main() -> int:
    """Print the survivors with their reasons and the table. Exit code 1 when the goal is missed."""
    asked = argparse.ArgumentParser(prog="make mutate")
    asked.add_argument("rooms", nargs="*", choices=[*ROOMS, []], help="which parts; all when none is named")
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = asked.parse_args()
    rows = [_row(name, given.workers) for name in given.rooms or ROOMS]
    print("\n" + markdown(rows))
    return 0 if all(row.verdict == "met" for row in rows) else 1


def _row(name: str, workers: int) -> Row:
    """Each part runs in a process of its own, so that one never sees another's mutants or fixtures."""
    heard, told = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(heard)
        os.write(told, _share(name, workers).encode())
        os._exit(0)
    os.close(told)
    with os.fdopen(heard) as pipe:
        killed, total = (int(word) for word in pipe.read().split())
    os.waitpid(pid, 0)
    return Row(
        f"{name}: {killed} of {total} mutants noticed", 100 * killed / max(total, 1), "%", GOAL, at_least=True
    )


def _share(name: str, workers: int) -> str:
    places, tests = ROOMS[name]
    mutating = Mutating([path for place in places for path in _files(ROOT / place)], workers)
    pytest.main(["-q", "-p", "no:randomly", "--no-header", *tests], plugins=[mutating])
    if mutating.failed:
        sys.exit(f"These tests fail without any mutant: {', '.join(mutating.failed)}")
    survivors = [mutant for mutant, by in mutating.outcomes if by is None]
    excuses = yaml.safe_load(EXCUSES.read_text()) or []
    excused = 0
    for mutant in sorted(survivors):
        before, after = mutant.changed
        path = str(mutant.path.relative_to(ROOT))
        why = next(
            (e["why"] for e in excuses if (e["file"], e["before"], e["after"]) == (path, before, after)), ""
        )
        excused += bool(why)
        print(
            f"survived: {path}:{mutant.line} {mutant.operator}\n  - {before}\n  + {after}\n  {why or 'NOT EXPLAINED'}"
        )
    print(
        f"{name}: caught by {Counter(_file(by) for _, by in mutating.outcomes if by)}; {excused} survivors explained"
    )
    sys.stdout.flush()
    return f"{len(mutating.outcomes) - len(survivors)} {len(mutating.outcomes)}"


def _files(place: Path) -> list[Path]:
    found = [place] if place.suffix else sorted(place.rglob("*.py"))
    return [each for each in found if each.name not in LEFT_OUT and "migrations" not in each.parts]


def _file(test: str) -> str:
    return test.split("::")[0].rsplit("/", 1)[-1]


if __name__ == "__main__":
    sys.exit(main())
