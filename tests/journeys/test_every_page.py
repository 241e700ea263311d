"""Every page, as every role, in Chromium at 360 and 1280 px: no barrier, no sideways scroll, nothing from elsewhere."""

from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from network.people.roles import Role
from tests.guards.crawling import NOT_PAGES, name_of
from tests.journeys.people import alias_of, enter
from tests.journeys.sights import NARROW, WIDE, Ears, barriers, overflow, said

pytestmark = pytest.mark.browser
VISITORS = [None, *Role]
STARTS = {
    None: ["/", "/demo/", "/account/login/", "/requests/board/", "/recommendations/register/", "/leave/"]
}
# The same pages for everybody who is signed in: looked at as an expert and as an official, who need a second step.
ALIKE = (
    "people:",
    "account_",
    "mfa_",
    "usersessions_",
    "notifications:",
    "safeguarding:help",
    "safeguarding:raise",
)
LOOKED_AT_BY = {Role.EXPERT, Role.OFFICIAL}
REACHED = {None: 12, Role.EXPERT: 30, Role.OFFICIAL: 25, Role.MANAGER: 15, Role.FINANCE: 5}


@pytest.fixture
def browser(chromium, demo_site):
    """A page at 1280 px, and what its browser asks for and complains of."""
    context = chromium.new_context(viewport=WIDE)
    page = context.new_page()
    page.ears = Ears(context, demo_site.url)
    yield page
    context.close()


def links_of(page) -> list[str]:
    """Our own pages that this page links to, as paths."""
    found = [
        urldefrag(urljoin(page.url, link)).url
        for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    ]
    here = urlsplit(page.url).netloc
    paths = [link.split(here, 1)[1] for link in found if urlsplit(link).netloc == here]
    return [path for path in paths if not path.startswith(NOT_PAGES)]


def is_worth_a_look(name: str, role) -> bool:
    if role is None:
        return True
    if name.startswith(ALIKE):
        return role in LOOKED_AT_BY
    return not name.startswith(("/", "demo:", "consultations:board", "outcomes:register", "people:leave"))


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


def walk(page, url: str, starts: list[str], role) -> dict[str, list[str]]:
    """The faults of one page of each address that can be reached, by path."""
    waiting, seen, faults = list(starts), set(), {}
    while waiting:
        path = waiting.pop(0)
        name = name_of(path)
        if name in seen or not is_worth_a_look(name, role):
            continue
        seen.add(name)
        response = page.goto(f"{url}{path}")
        if name == name_of(urlsplit(page.url).path):
            faults[f"{name} {path}"] = faults_of(page) + (
                [] if response.ok else [f"status {response.status}"]
            )
        waiting += links_of(page)
    return faults


@pytest.mark.parametrize("role", VISITORS, ids=lambda role: str(role or "nobody"))
def test_every_page_is_open_to_everybody(browser, demo_site, role):
    if role:
        enter(browser, demo_site, alias_of(demo_site, role))
    found = walk(browser, demo_site.url, STARTS.get(role, ["/home/", "/account/"]), role)
    wrong = {page: faults for page, faults in found.items() if faults}
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
