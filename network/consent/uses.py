"""Where each consent is used. Whatever asks the ledger, or keeps or shows a person's data, registers here how that ends.

A test finds every question to the ledger in the code and fails for one that no registered use names.
"""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import NamedTuple

from network.agencies.models import Agency
from network.consent.purposes import RULES, AudienceKind, Purpose

Describe = Callable[[Agency, Iterable[str]], dict[str, str]]


class Ends(Enum):
    """How a use ends when the yes is taken back or lapses."""

    AT_VIEW = "It asks the ledger each time, so nothing is left to be ended."
    NOW = "It is ended in the withdrawing transaction."
    ASKED = "Others may hold copies: they are asked to delete them (`consent.recalls`)."
    NEVER = "It cannot be undone, and the expert reads why."


class Use(NamedTuple):
    """One place. `name` is stable and stored; `place` and `because` are plain words shown to the expert.

    `kinds`: the audiences to which it shows or counts something. `asked_by`: the functions that ask the ledger for it,
    as "module.function".
    """

    name: str
    purpose: Purpose
    place: str
    ends: Ends
    stop: Callable[..., object] | None
    describe: Describe | None
    because: str
    kinds: tuple[AudienceKind, ...]
    asked_by: tuple[str, ...]


_USES: dict[str, Use] = {}


def register_use(
    name: str,
    purpose: Purpose,
    place: str,
    *,
    stop: Callable[..., object] | None = None,
    describe: Describe | None = None,
    because: str = "",
    kinds: tuple[AudienceKind, ...] = (),
    asked_by: tuple[str, ...] = (),
) -> None:
    """Declare that `place` relies on `purpose`, and how it ends; called from AppConfig.ready().

    `stop(person, audience)` runs in the withdrawing transaction and may run twice. With `describe(agency, ids) -> {id:
    words}`, which names to an office the copies that it is asked to delete, `stop` asks them back by `recalls.ask`.
    `because` says why it cannot be undone. With none of them the place asks at every view. Without `kinds` it is for
    every audience that the purpose can have.
    """
    if name in _USES:
        raise ValueError(f"{name} is registered twice")
    if because and (stop or describe):
        raise ValueError(f"{name} is ended and cannot be undone")
    ends = Ends.NEVER if because else Ends.ASKED if describe else Ends.NOW if stop else Ends.AT_VIEW
    kinds = kinds or RULES[purpose].audiences
    _USES[name] = Use(name, purpose, place, ends, stop, describe, because, kinds, asked_by)


def all_uses() -> list[Use]:
    """Every registered use, in the order in which the apps registered them."""
    return list(_USES.values())


def uses_of(purpose: Purpose, kind: AudienceKind | None = None) -> list[Use]:
    """Every registered use of a purpose, or of those what is for this kind of audience."""
    return [use for use in all_uses() if use.purpose == purpose and (kind is None or kind in use.kinds)]


def use_named(name: str) -> Use | None:
    """The use of this name; None for one that is no more."""
    return _USES.get(name)
