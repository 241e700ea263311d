"""Pictures of every page, as each role, at both widths, for people to look at: `python -m tests.journeys.screenshots OUT`.

Loads a demo into OUT/demo-var the first time and keeps it; nothing of OUT belongs in the repository.
"""

import os
import sys
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from tests.journeys import demo_site
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.people import alias_of, enter
from tests.journeys.sights import NARROW, WIDE
from tests.journeys.walking import VISITORS, walk


def take_all(out: Path) -> int:
    """Take the pictures into OUT/<role>/<page>-<width>.png; returns how many."""
    out.mkdir(parents=True, exist_ok=True)
    taken = 0
    with demo_site.running(demo_site.loaded(out)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for role in VISITORS:
            page = browser.new_context().new_page()
            if role:
                enter(page, site, alias_of(site, role))
            for stop in walk(page, site.url, role):
                taken += _both_widths(page, out / str(role or "nobody"), stop.name)
        browser.close()
    return taken


def _both_widths(page, folder: Path, name: str) -> int:
    folder.mkdir(exist_ok=True)
    plain = name.strip("/").replace(":", "-").replace("/", "-") or "home"
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        page.screenshot(path=folder / f"{plain}-{size['width']}.png", full_page=True)
    return 2


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings.test")
    django.setup()
    print(f"{take_all(Path(sys.argv[1]).resolve())} pictures in {sys.argv[1]}")
