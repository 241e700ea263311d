"""Every page, as every role, in Chromium at 360 and 1280 px: no barrier, no sideways scroll, nothing from elsewhere."""

import pytest

from network.people.roles import Role
from tests.journeys.people import alias_of, enter
from tests.journeys.sights import NARROW, WIDE, Ears, barriers, overflow, said
from tests.journeys.walking import VISITORS, walk

pytestmark = pytest.mark.browser
# At least so many different pages must be reached, or the walk means nothing.
REACHED = {None: 12, Role.EXPERT: 30, Role.OFFICIAL: 25, Role.MANAGER: 15, Role.FINANCE: 5}


@pytest.fixture
def browser(chromium, demo_site):
    """A page at 1280 px, and what its browser asks for and complains of."""
    context = chromium.new_context(viewport=WIDE)
    page = context.new_page()
    page.ears = Ears(context, demo_site.url)
    yield page
    context.close()


def faults_of(page) -> list[str]:
    """Everything wrong with the page as it stands, at both widths."""
    found = page.ears.since()
    if page.evaluate("document.contentType") != "text/html":
        return found
    found += [f"wide: {fault}" for fault in overflow(page) + barriers(page)]
    page.set_viewport_size(NARROW)
    found += [f"narrow: {fault}" for fault in overflow(page) + barriers(page)]
    page.set_viewport_size(WIDE)
    return found


@pytest.mark.parametrize("role", VISITORS, ids=lambda role: str(role or "nobody"))
def test_every_page_is_open_to_everybody(browser, demo_site, role):
    if role:
        enter(browser, demo_site, alias_of(demo_site, role))
    found = {}
    for stop in walk(browser, demo_site.url, role):
        found[stop] = faults_of(browser) + ([f"status {stop.status}"] if stop.status >= 400 else [])
    wrong = {f"{stop.name} {stop.path}": faults for stop, faults in found.items() if faults}
    assert not wrong, said(wrong)
    assert len(found) >= REACHED.get(role, 1)


def test_the_eyes_see_what_is_wrong(browser, demo_site):
    browser.goto(f"{demo_site.url}/account/login/")
    assert faults_of(browser) == []
    browser.evaluate("""() => {
      document.querySelector('main').insertAdjacentHTML('beforeend',
        '<img src="https://elsewhere.invalid/x.png"><div id="wide">wide</div><p style="color: red">inline</p>');
      document.getElementById('wide').style.width = '2000px';
    }""")
    browser.wait_for_timeout(300)
    found = " ".join(faults_of(browser))
    assert "image-alt" in found and "scrolls sideways" in found
    assert "asked elsewhere.invalid" in found or "img-src" in found or "default-src" in found
