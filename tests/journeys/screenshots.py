"""Pictures of every page, as each role, at both widths, for people to look at: `python -m tests.journeys.screenshots OUT`.

Loads a demo into OUT/demo-var the first time and keeps it; nothing of OUT belongs in the repository.
"""

import argparse
import os
from itertools import chain
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from network.people.roles import Role
from tests.journeys import demo_site
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.people import alias_of, enter
from tests.journeys.sights import NARROW, WIDE
from tests.journeys.walking import VISITORS, walk, walk_editor

SETTLES = 250  # Milliseconds: the editor moves its bars aside when the width changes.


def take_all(out: Path, only: list[str]) -> int:
    """Take the pictures of these visitors into OUT/<role>/<page>-<width>.png; returns how many."""
    out.mkdir(parents=True, exist_ok=True)
    taken = 0
    with demo_site.running(demo_site.loaded(out)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for role in VISITORS:
            if _name(role) not in only:
                continue
            page = browser.new_context().new_page()
            if role:
                enter(page, site, alias_of(site, role))
            editing = walk_editor(page, site.url) if role == Role.EDITOR else ()
            for stop in chain(walk(page, site.url, role), editing):
                taken += _both_widths(page, out / _name(role), stop.name)
        browser.close()
    return taken


def _name(role) -> str:
    return str(role or "nobody")


def _both_widths(page, folder: Path, name: str) -> int:
    folder.mkdir(exist_ok=True)
    plain = name.strip("/").replace(":", "-").replace("/", "-") or "home"
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        page.wait_for_timeout(SETTLES)
        page.screenshot(path=folder / f"{plain}-{size['width']}.png", full_page=True)
    return 2


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line: where to, and whose pages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, help="the folder to write into; made if missing")
    names = [_name(role) for role in VISITORS]
    parser.add_argument("--only", nargs="+", choices=names, default=names, help="whose pages; all by default")
    return parser.parse_args(given)


if __name__ == "__main__":
    asked = arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings.test")
    django.setup()
    print(f"{take_all(asked.out.resolve(), asked.only)} pictures in {asked.out}")
