"""`make prove`: the consent ledger against its plain reference model, in 20,000 random histories.

Each process plays its share with another seed, in memory. PROVE_EXAMPLES makes it fewer, PROVE_PROCESSES more at once.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.table import Row, markdown

EXAMPLES = int(os.environ.get("PROVE_EXAMPLES", "20000"))
PROCESSES = int(os.environ.get("PROVE_PROCESSES", "2"))
TEST = "tests/consent/test_model.py::test_the_ledger_agrees_with_the_reference"


def main() -> int:
    """Play, and print the table; 0 when the ledger agreed every time."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        reports = [Path(folder) / f"{number}.json" for number in range(PROCESSES)]
        started = [_start(number, report) for number, report in enumerate(reports)]
        disagreed = sum(process.wait() != 0 for process in started)
        played = [json.loads(report.read_text()) for report in reports if report.exists()]
    histories, steps = (sum(report[name] for report in played) for name in ("examples", "steps"))
    rows = [
        Row("processes in which ledger and reference disagreed", disagreed, "of " + str(PROCESSES), 0),
        Row("histories still to be played", max(EXAMPLES - histories, 0), "", 0),
        Row("histories played", histories, ""),
        Row("steps compared", steps, ""),
        Row("time", time.monotonic() - began, "s"),
    ]
    print(markdown(rows))
    return int(any(row.verdict == "short of goal" for row in rows))


def _start(number: int, report: Path) -> subprocess.Popen:
    share = EXAMPLES // PROCESSES + (number < EXAMPLES % PROCESSES)
    env = {**os.environ, "PROVE_EXAMPLES": str(share), "PROVE_REPORT": str(report)}
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", f"--hypothesis-seed={number}", TEST], env=env
    )


if __name__ == "__main__":
    sys.exit(main())
