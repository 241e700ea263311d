"""Where each consent is used. Whatever shows a person's data registers here how it is taken back.

A withdrawal runs every matching registration inside its own transaction, so that nothing is left showing.
"""

from collections.abc import Callable
from typing import NamedTuple

from network.consent.purposes import Audience, Purpose


class Use(NamedTuple):
    purpose: Purpose
    place: str
    withdraw: Callable[..., None]


_USES: list[Use] = []


def register_use(purpose: Purpose, place: str, withdraw: Callable[..., None]) -> None:
    """Declare that `place` (plain words, shown to the expert) relies on `purpose`.

    `withdraw(person, audience)` ends that use; it runs in the withdrawing transaction and may run twice.
    """
    _USES.append(Use(purpose, place, withdraw))


def uses_of(purpose: Purpose) -> list[Use]:
    """Every registered use of a purpose."""
    return [use for use in _USES if use.purpose == purpose]


def run_withdrawals(person, purpose: Purpose, audience: Audience) -> None:
    """End every use of this purpose for this person and audience."""
    for use in uses_of(purpose):
        use.withdraw(person, audience)
