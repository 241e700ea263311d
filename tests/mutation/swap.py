"""Puts a mutant into a running process: into the code of functions, or into what one top-level statement binds."""

import ast
import gc
import importlib
import sys
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tests.mutation.mutants import ROOT, Mutant

_NOTHING = object()


def put_in(mutant: Mutant) -> None:
    """Make the module behave as the mutant from now on, for everybody who already imported from it."""
    module = importlib.import_module(".".join(mutant.path.relative_to(ROOT).with_suffix("").parts))
    if mutant.function:
        _swap_code(module, mutant)
    else:
        _run_again(module, mutant)


def _swap_code(module: ModuleType, mutant: Mutant) -> None:
    """Every reference to a function sees its new code, however it is decorated."""
    wanted = dict(_codes(compile(mutant.source, str(mutant.path), "exec")))[mutant.function]
    for function in _functions(module):
        if function.__code__.co_qualname == mutant.function:  # not the wrapper, which bears the same name
            function.__code__ = wanted


def _run_again(module: ModuleType, mutant: Mutant) -> None:
    """Run the changed top-level statement, and hand what it binds to everybody who holds the old value."""
    gc.unfreeze()  # What is frozen is not found, and the address list holds the views.
    before = dict(module.__dict__)
    exec(compile(ast.Module([_changed(mutant)], []), str(mutant.path), "exec"), module.__dict__)
    for name, value in before.items():
        if name in module.__dict__ and module.__dict__[name] is not value:
            _replace(name, value, module.__dict__[name])


def _changed(mutant: Mutant) -> ast.stmt:
    """The statement with the fault, by its place among all: a decorator left out moves the lines."""
    before, after = (ast.parse(text).body for text in (mutant.path.read_text(), mutant.source))
    pairs = zip(before, after, strict=True)
    return next(new for old, new in pairs if mutant.lines[0] <= (old.end_lineno or 0))


def _replace(name: str, old: Any, new: Any) -> None:
    """By its name in every module; a function or class also in address lists, registries and whatever else holds it."""
    for other in list(sys.modules.values()):
        if getattr(other, "__dict__", {}).get(name, _NOTHING) is old:
            setattr(other, name, new)
    if isinstance(old, FunctionType | type):
        for holder in gc.get_referrers(old):
            _hand_over(holder, old, new)


def _hand_over(holder: Any, old: Any, new: Any) -> None:
    if isinstance(holder, list):
        holder[:] = [new if each is old else each for each in holder]
    held = holder if isinstance(holder, dict) else getattr(holder, "__dict__", None)
    if type(held) is dict and held.get("__wrapped__") is not old:
        held.update({key: new for key, each in held.items() if each is old})


def _codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    """The functions and methods of a compiled module by dotted name; not those inside functions."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner.co_qualname, inner
            if "<locals>" not in inner.co_qualname and not inner.co_flags & 0x2:  # a class body
                yield from _codes(inner)


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    """Every function of the module with what its decorators wrap, and the methods of its classes."""
    owned = [each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__]
    for each in owned:
        members = vars(each).values() if isinstance(each, type) else [each]
        for member in members:
            yield from _unwrapped(member)


def _unwrapped(member: Any) -> Iterator[FunctionType]:
    while member is not None:
        if isinstance(member, FunctionType):
            yield member
        held = (getattr(member, name, None) for name in ("__wrapped__", "fget", "func", "__func__"))
        member = next((each for each in held if each is not None), None)
