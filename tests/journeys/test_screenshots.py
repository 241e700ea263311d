"""The pictures' command line: a question about it makes no folder."""

import subprocess
import sys

import pytest

from tests.journeys.demo_site import ROOT


def _ask(*given: str, cwd) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "tests.journeys.screenshots", *given]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=60, env={"PYTHONPATH": str(ROOT)}
    )


@pytest.mark.parametrize("given", [["--help"], [], ["--only", "everybody", "out"]], ids=" ".join)
def test_a_question_or_a_mistake_makes_no_folder(given, tmp_path):
    asked = _ask(*given, cwd=tmp_path)
    assert "usage:" in asked.stdout + asked.stderr
    assert asked.returncode == (0 if given == ["--help"] else 2)
    assert list(tmp_path.iterdir()) == []
