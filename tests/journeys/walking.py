"""The walk through every page that a role can reach, one object of each address."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from playwright.sync_api import Error

from network.people.roles import Role
from tests.guards.crawling import NOT_PAGES, name_of

VISITORS = [None, *Role]
STARTS = {None: ["/", "/demo/", "/leave/"]}
OTHERS_START = ["/home/"]
# The same pages for everybody who is signed in: looked at as an expert and as an official, who need a second step.
ALIKE = (
    "people:account",
    "people:place",
    "people:screen",
    "people:second_step",
    "people:remove_passkey",
    "people:ask_to_join",
    "register_office",
    "contact:",
    "account_",
    "mfa_",
    "usersessions_",
    "notifications:",
    "safeguarding:help",
    "safeguarding:raise",
)
EDITOR = "/cms/"
MOST_EDITOR_PAGES = 24
# They need a choice that was made before, or show what the page beside them shows.
NOT_LOOKED_AT = {"bulk", "preview", "account", "usage"}
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
        response = _open(page, f"{url}{path}")
        if response is None:
            continue
        links = _links_of(page)
        if name == name_of(urlsplit(page.url).path):
            yield Stop(name, path, response.status)
        waiting += links


def _open(page, address: str):
    """The answer to a visit; None where the browser saves a file instead of showing a page."""
    try:
        return page.goto(address)
    except Error as error:
        if "Download is starting" not in str(error):
            raise
        return None


def walk_editor(page, url: str) -> Iterator[Stop]:
    """The pages on which editors write, one of each kind. Wagtail draws them with script, so each gets a moment."""
    waiting, seen = [EDITOR], set()
    while waiting and len(seen) < MOST_EDITOR_PAGES:
        path = waiting.pop(0)
        kind = re.sub(r"\d+", "n", urlsplit(path).path)
        if kind in seen:
            continue
        seen.add(kind)
        response = page.goto(f"{url}{path}")
        page.wait_for_timeout(400)
        yield Stop(kind, path, response.status)
        waiting += [
            link
            for link in _links_of(page, ())
            if link.startswith(EDITOR) and not set(link.split("/")) & NOT_LOOKED_AT
        ]


def _links_of(page, leave_out: tuple[str, ...] = NOT_PAGES) -> list[str]:
    """Our own pages that this page links to, as paths."""
    hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    found = [urldefrag(urljoin(page.url, href)).url for href in hrefs]
    here = urlsplit(page.url).netloc
    paths = [link.split(here, 1)[1] for link in found if urlsplit(link).netloc == here]
    return [path for path in paths if not path.startswith(leave_out)]


def _is_worth_a_look(name: str, role: Role | None) -> bool:
    if role is None:
        return True
    return role in LOOKED_AT_BY if name.startswith(ALIKE) else not name.startswith(OUTSIDE)
