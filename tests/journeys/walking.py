"""The walk through every page that a role can reach, one object of each address."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from network.people.roles import Role
from tests.guards.crawling import NOT_PAGES, name_of

VISITORS = [None, *Role]
STARTS = {
    None: ["/", "/demo/", "/account/login/", "/requests/board/", "/recommendations/register/", "/leave/"]
}
OTHERS_START = ["/home/", "/account/"]
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
# Looked at by somebody who is not signed in.
OUTSIDE = ("/", "demo:", "consultations:board", "outcomes:register", "people:leave")


class Stop(NamedTuple):
    """One page of the walk, which the browser now shows."""

    name: str
    path: str
    status: int


def walk(page, url: str, role: Role | None) -> Iterator[Stop]:
    """Open one page of each address that links lead to; whoever asks for the next stop is done with this one."""
    waiting, seen = list(STARTS.get(role, OTHERS_START)), set()
    while waiting:
        path = waiting.pop(0)
        name = name_of(path)
        if name in seen or not _is_worth_a_look(name, role):
            continue
        seen.add(name)
        response = page.goto(f"{url}{path}")
        links = _links_of(page)
        if name == name_of(urlsplit(page.url).path):
            yield Stop(name, path, response.status)
        waiting += links


def _links_of(page) -> list[str]:
    """Our own pages that this page links to, as paths."""
    hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    found = [urldefrag(urljoin(page.url, href)).url for href in hrefs]
    here = urlsplit(page.url).netloc
    paths = [link.split(here, 1)[1] for link in found if urlsplit(link).netloc == here]
    return [path for path in paths if not path.startswith(NOT_PAGES)]


def _is_worth_a_look(name: str, role: Role | None) -> bool:
    if role is None:
        return True
    return role in LOOKED_AT_BY if name.startswith(ALIKE) else not name.startswith(OUTSIDE)
