"""`manage.py walkthrough` is the smoke test of a running demo; here it runs against one, with the real sign-ins."""

import subprocess
import sys

import pytest

from tests.journeys.demo_site import ROOT, environment

pytestmark = pytest.mark.browser  # Like every journey it runs once; it needs no Chromium.
MINUTES = 4
STEPS = [
    "submitted it",
    "fixed the seed, closed the set and drew",
    "read the terms and accepted",
    "said yes to the time",
    "read the note and agreed",
    "looked at her money",
    "acknowledged and answered it",
    "opened “What your input did”",
    "opened the audit log",
]


def walk(address, var):
    command = [sys.executable, "manage.py", "walkthrough", "--address", address]
    return subprocess.run(
        command, cwd=ROOT, env=environment(var), capture_output=True, text=True, timeout=MINUTES * 60
    )


def test_one_whole_engagement_from_the_request_to_the_answer(demo_site):
    played = walk(demo_site.url, demo_site.var)
    assert played.returncode == 0, played.stderr
    assert [step for step in STEPS if step not in played.stdout] == []


def test_it_says_how_to_start_a_demo_that_is_not_there(demo_folder):
    played = walk("http://127.0.0.1:9", demo_folder)
    assert played.returncode != 0
    assert "Start it with: make demo" in played.stderr
