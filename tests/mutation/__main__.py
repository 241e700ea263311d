"""`make mutate`: break the consent, disclosure, vault and message code in every small way; the tests must notice."""

import argparse
import os
import sys
import traceback
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from benchmarks.table import Row, markdown
from tests.mutation.mutants import ROOT, mutants_of
from tests.mutation.plugin import Mutating, Outcome

GOAL = 95.0  # per cent
EXAMPLES = "20"  # of the state machine over consent, which runs again for hundreds of mutants

GATE = (
    "disclosure", "disclosing_notes", "aliases", "walls", "openings", "unlinkable", "pause", "leaving",
    "gate_all_or_nothing", "gate_names", "gate_offices", "gate_own",
)  # fmt: skip


class Room(NamedTuple):
    """Which files are broken, and which tests must notice: none that start processes of their own."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


ROOMS = {
    "vault": Room(("network/vault",), ("tests/vault", "--ignore=tests/vault/test_deployed.py")),
    "disclosure": Room(
        tuple(f"network/experts/{name}.py" for name in ("disclosure", "published", "aliases", "own", "walls")),
        (*(f"tests/experts/test_{name}.py" for name in GATE), "tests/voices/test_gate.py", "tests/voices/test_kept.py"),
    ),
    "consent": Room(
        ("network/consent",),
        # Its controls break the ledger themselves, and take minutes to.
        ("tests/consent", "--deselect=tests/consent/test_model.py::test_a_ledger_that_breaks_a_promise_is_caught"),
    ),
    "notifications": Room(("network/notifications",), ("tests/notifications",)),
}  # fmt: skip
# Declarations, made once when the site is loaded: held by migrations, by the matrix of addresses, by the data map.
LEFT_OUT = ("models.py", "apps.py", "urls.py", "retention.py", "__init__.py")
EXCUSES = Path(__file__).with_name("survivors.yaml")


def main() -> int:
    """Print the survivors with their reasons and the table. Exit code 1 when the goal is missed."""
    asked = argparse.ArgumentParser(prog="make mutate")
    asked.add_argument("rooms", nargs="*", choices=[*ROOMS, []], help="which parts; all when none is named")
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--only", default="", help="only files whose path holds these words")
    given = asked.parse_args()
    os.environ["PROVE_EXAMPLES"] = EXAMPLES
    rows = [row for name in given.rooms or ROOMS for row in _rows(name, given.workers, given.only)]
    print("\n" + markdown(rows))
    return 0 if all(row.verdict == "met" for row in rows) else 1


def _rows(name: str, workers: int, only: str) -> list[Row]:
    """Each part runs in a process of its own, so that one never sees another's mutants or fixtures."""
    heard, told = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(heard)
        try:
            os.write(told, _share(name, workers, only).encode())
        except Exception:
            traceback.print_exc()
        sys.stdout.flush()
        os._exit(0)
    os.close(told)
    with os.fdopen(heard) as pipe:
        answer = pipe.read()
    os.waitpid(pid, 0)
    if not answer:
        sys.exit(f"{name} could not be measured.")
    noticed, total, failing = (int(word) for word in answer.split())
    words = f"{name}: {noticed} of {total} mutants noticed"
    return [
        Row(words, 100 * noticed / max(total, 1), "%", GOAL, at_least=True),
        Row(f"{name}: tests that fail without any mutant", failing, "", 0),
    ]


def _share(name: str, workers: int, only: str) -> str:
    """How many mutants were noticed, how many there were, and how many tests failed without any."""
    room = ROOMS[name]
    files = [path for place in room.files for path in _files(ROOT / place) if only in str(path)]
    mutating = Mutating([mutant for path in files for mutant in mutants_of(path)], workers)
    pytest.main(["-q", "-p", "no:randomly", "--no-header", *room.tests], plugins=[mutating])
    failing = sorted(set(mutating.failed))
    if failing:
        print(f"left out, for they fail without any mutant: {', '.join(failing)}")
    survivors = sorted((each for each in mutating.outcomes if each.by is None), key=_where)
    excuses = yaml.safe_load(EXCUSES.read_text()) or []
    explained = sum(_print(survivor, excuses) for survivor in survivors)
    by = Counter(outcome.by.split("::")[0] for outcome in mutating.outcomes if outcome.by)
    print(f"{name}: caught by {dict(by.most_common())}; {explained} of {len(survivors)} survivors explained")
    return f"{len(mutating.outcomes) - len(survivors)} {len(mutating.outcomes)} {len(failing)}"


def _print(survivor: Outcome, excuses: list[dict[str, str]]) -> bool:
    """Print a survivor; whether it is explained."""
    mutant = survivor.mutant
    before, after = mutant.changed
    place = str(mutant.path.relative_to(ROOT))
    told = (
        each for each in excuses if (each["file"], each["before"], each["after"]) == (place, before, after)
    )
    why = next((each["why"] for each in told), "")
    print(f"survived: {place}:{mutant.lines[-1]} {mutant.operator}\n  - {before}\n  + {after}")
    print(f"  {why or 'NOT EXPLAINED'}")
    return bool(why)


def _where(outcome: Outcome) -> tuple[str, int]:
    return str(outcome.mutant.path), outcome.mutant.lines[-1]


def _files(place: Path) -> list[Path]:
    found = [place] if place.suffix else sorted(place.rglob("*.py"))
    return [each for each in found if not each.name.endswith(LEFT_OUT) and "migrations" not in each.parts]


if __name__ == "__main__":
    sys.exit(main())
