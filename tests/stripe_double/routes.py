"""Every route of the SDK: verb, path, the TypedDict of its parameters and the class of its reply.

stripe-python is generated from Stripe's own description and pinned to one API version, so the contract
for the very version we use is already on the machine.
"""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import stripe

ROOT = Path(stripe.__file__).parent


class Name(NamedTuple):
    """A class of the SDK: where it is defined and what it is called."""

    module: str
    name: str


class Route(NamedTuple):
    verb: str
    path: str
    regex: re.Pattern
    params: Name | None
    reply: Name | None
    reply_text: str


@lru_cache(maxsize=1)
def routes() -> list[Route]:
    """All routes, literal paths before templated ones."""
    found = [route for file in sorted(ROOT.rglob("_*_service.py")) for route in _routes_in(file)]
    return sorted(found, key=lambda route: route.path.count("{"))


def find_route(verb: str, path: str) -> Route | None:
    return next((route for route in routes() if route.verb == verb and route.regex.match(path)), None)


def _routes_in(file: Path) -> Iterator[Route]:
    tree = ast.parse(file.read_text())
    imports = {
        alias.asname or alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and (route := _route_of(node, imports)):
            yield route


def _route_of(function: ast.FunctionDef, imports: dict[str, str]) -> Route | None:
    call = next((node for node in ast.walk(function) if _is_request(node)), None)
    if call is None:
        return None
    path = call.args[1]
    if isinstance(path, ast.Call):  # "...{id}".format(id=...)
        path = path.func.value
    if not isinstance(path, ast.Constant):
        return None
    returns = ast.unparse(function.returns).strip("'\"") if function.returns else ""
    return Route(
        verb=call.args[0].value,
        path=path.value,
        regex=re.compile("^" + re.sub(r"\{[^}]+\}", "[^/]+", path.value) + "$"),
        params=_named(_params_name(function), imports),
        reply=_named(re.sub(r".*\[|\].*", "", returns), imports),
        reply_text=returns,
    )


def _is_request(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "_request"
        and len(node.args) >= 2
    )


def _params_name(function: ast.FunctionDef) -> str:
    arguments = function.args.posonlyargs + function.args.args
    annotation = next(
        (ast.unparse(a.annotation) for a in arguments if a.arg == "params" and a.annotation), ""
    )
    match = re.search(r"[\"']([A-Za-z]+)[\"']", annotation)
    return match.group(1) if match else ""


def _named(name: str, imports: dict[str, str]) -> Name | None:
    return Name(imports[name], name) if name in imports else None
