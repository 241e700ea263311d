"""A document that names a test as its proof must name one that exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMED = re.compile(r"`(test_\w+)`")


def defined_tests() -> set[str]:
    """Every test function of the suite by name."""
    return {
        name
        for path in (ROOT / "tests").rglob("*.py")
        for name in re.findall(r"def (test_\w+)", path.read_text())
    }


def missing_in(text: str, known: set[str]) -> list[str]:
    """The tests that a text names and nobody wrote."""
    return sorted(set(NAMED.findall(text)) - known)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_named_test_exists(path):
    assert missing_in(path.read_text(), defined_tests()) == []


def test_a_name_without_a_test_is_found():
    assert missing_in("held by `test_that_nobody_wrote`", defined_tests()) == ["test_that_nobody_wrote"]


def test_the_threat_model_names_a_test_for_every_control():
    rows = [
        line for line in (ROOT / "docs/threat-model.md").read_text().splitlines() if line.startswith("| ")
    ]
    controls = [row for row in rows if not row.startswith(("| threat", "|---", "| asset", "| adversary"))]
    table = [row for row in controls if row.count("|") == 5]
    assert table and [row for row in table if not NAMED.search(row)] == []
