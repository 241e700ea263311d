"""Walks our own code, for guards that read it."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import cms
import network
import payments

ROOT = Path(__file__).resolve().parents[2]
NOT_IMPORTED = (".migrations", ".settings", ".management", ".asgi", ".wsgi")


def our_modules():
    """Every module of ours that can be imported without side effects."""
    for package in (network, payments, cms):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(part in found.name for part in NOT_IMPORTED):
                yield importlib.import_module(found.name)


class _Named(NamedTuple):
    path: str
    text: str


class Source(_Named):
    """One file of ours: its path from the root, and its text."""

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def imports(self) -> Iterator[str]:
        """Every dotted name that this file imports, `a.b.c` for `from a.b import c`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (name.name for name in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from (f"{node.module}.{name.name}" for name in node.names)

    def calls(self) -> Iterator[str]:
        """Every dotted name that this file names, called or not: `timezone.now` for `timezone.now()`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute):
                yield ast.unparse(node)

    def is_in(self, places: tuple[str, ...]) -> bool:
        """Whether the file is one of these paths, or stands below one that ends in a slash."""
        return any(
            self.path == place or (place.endswith("/") and self.path.startswith(place)) for place in places
        )


def sources(*folders: str, suffix: str = ".py") -> list[Source]:
    """The files of these folders below the root; migrations are left out, nobody reads them twice."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob(f"*{suffix}"))
    found = [Source(str(path.relative_to(ROOT)), path.read_text()) for path in paths]
    return [source for source in found if "/migrations/" not in source.path]


def product() -> list[Source]:
    """Our Python that runs in a deployment."""
    return sources("network", "payments", "cms")


def templates() -> list[Source]:
    """Every template of ours, mails included."""
    return sources("templates", "network", "payments", "cms", suffix=".html")
