"""Hash chains: each row's hash covers the row before it, so that any later change shows.

Every app that keeps such a table registers it here; `manage.py audit_verify` then checks it.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

START = "0" * 64


class Chain(NamedTuple):
    """A table with `previous` and `hash`; `digest(row)` says what the row's hash must be."""

    name: str
    model: type[Any]
    digest: Callable[[Any], str]


_CHAINS: dict[str, Chain] = {}


def register_chain(name: str, model: type[Any], digest: Callable[[Any], str]) -> None:
    """Let this table be verified; called from AppConfig.ready()."""
    _CHAINS[name] = Chain(name, model, digest)


def all_chains() -> list[Chain]:
    """Every registered chain, by name."""
    return [_CHAINS[name] for name in sorted(_CHAINS)]


def broken_links(chain: Chain) -> Iterator[tuple[int, str]]:
    """Each row that was changed, or whose predecessor is missing or moved, with the words for it."""
    previous = START
    for row in chain.model._default_manager.order_by("pk").iterator(chunk_size=2000):
        if row.previous != previous:
            yield row.pk, "the entry before it was removed, added or moved"
        if row.hash != chain.digest(row):
            yield row.pk, "its contents were changed"
        previous = row.hash
