"""Every address of the site, read from the URL configuration itself."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, get_resolver


class Address(NamedTuple):
    """One URL pattern: its full name ("app:name"), its route from the root, its view and the names in its route."""

    name: str
    route: str
    view: object
    arguments: tuple[str, ...]


def addresses() -> list[Address]:
    """All patterns in the order in which Django tries them."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver, prefix: str, spaces: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            arguments = tuple(pattern.pattern.regex.groupindex)
            yield Address(f"{spaces}{pattern.name or ''}", route, pattern.callback, arguments)
        else:
            inner = f"{spaces}{pattern.namespace}:" if pattern.namespace else spaces
            yield from _walk(pattern, route, inner)
