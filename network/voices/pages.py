"""On which public pages words stand. Whoever keeps the pages knows it and registers that here."""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Naming(NamedTuple):
    """A live page that names a voice. Whether it shows the words is the gate's to say."""

    title: str
    path: str


PagesOf = Callable[[Iterable[str]], dict[str, list[Naming]]]
_PAGES_OF: list[PagesOf] = []


def register_pages(pages_of: PagesOf) -> None:
    """Say which live pages name these voices, by public id. Called from AppConfig.ready()."""
    _PAGES_OF[:] = [pages_of]


def pages_naming(refs: Iterable[str]) -> dict[str, list[Naming]]:
    """The live pages that name each of these voices; those that none names are absent."""
    refs = list(refs)
    return {ref: named for pages_of in _PAGES_OF for ref, named in pages_of(refs).items()} if refs else {}
