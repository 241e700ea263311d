"""Follows every link that a person sees, and keeps what each page was like."""

import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

# Of each address so many objects are looked at; what differs between two is data.
EACH = 3
MOST = 600
# Parts of an address that stand for an object or a word of the network.
NOT_PAGES = ("/cms/", "/static/", "/media/", "/documents/")


class Page(NamedTuple):
    """One answer: its path, the name of its address, the status, how many queries it took, and who linked to it."""

    path: str
    name: str
    status: int
    queries: int
    linked_from: str
    response: object


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "a" and given.get("href"):
            self.found.append(given["href"])


def links_in(response, path: str) -> list[str]:
    """The pages of ours that this page links to, without fragments."""
    if response.streaming or "text/html" not in response.get("Content-Type", ""):
        return []
    reader = _Links()
    reader.feed(response.content.decode())
    found = [urldefrag(urljoin(path, link)).url for link in reader.found]
    return [link for link in found if not urlsplit(link).netloc and not link.startswith(NOT_PAGES)]


def crawl(client: Client, starts: list[str], each: int = EACH) -> list[Page]:
    """Every page that can be reached by links from `starts`, at most `each` of one address."""
    waiting, pages = [(start, "") for start in starts], []
    seen: set[str] = set()
    visits: dict[str, int] = {}
    while waiting and len(pages) < MOST:
        path, linked_from = waiting.pop(0)
        key = " ".join([name_of(path), *re.findall(r"[?&](\w+)=", path)])
        if path in seen or visits.get(key, 0) >= each:
            continue
        seen.add(path)
        visits[key] = visits.get(key, 0) + 1
        page = visit(client, path, linked_from)
        pages.append(page)
        target = page.response.get("Location")
        links = [target] if target and not urlsplit(target).netloc else links_in(page.response, path)
        waiting += [(link, path) for link in links]
    return pages


def visit(client: Client, path: str, linked_from: str = "") -> Page:
    """One GET, with its queries counted."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
        b"".join(response.streaming_content) if response.streaming else response.content
    return Page(path, name_of(path), response.status_code, len(queries), linked_from, response)


def name_of(path: str) -> str:
    """The name of the address; the path itself for an editor's page, each of which is its own."""
    try:
        name = resolve(urlsplit(path).path).view_name
    except Resolver404:
        return path
    return path if name == "wagtail_serve" else name
