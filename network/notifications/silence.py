"""Who is not to be reached now, whatever they agreed to. Apps above know why, and register how to tell."""

from collections.abc import Callable

from network.people.models import User

_SILENT: list[Callable[[User], bool]] = []


def register_silence(is_silent: Callable[[User], bool]) -> None:
    """While `is_silent(person)` nothing is mailed to them; what waits stays inside. One query at most."""
    _SILENT.append(is_silent)


def is_silent(person: User) -> bool:
    """Whether nothing may be mailed to this person now."""
    return any(silent(person) for silent in _SILENT)
