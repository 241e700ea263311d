"""Renewing whatever the deployment's key ring seals: the owners' keys first, then what apps seal by it."""

from collections.abc import Callable

from network.vault.keystore import rewrap

# Each takes a batch size and returns how many it sealed anew.
_REWRAPS: list[Callable[[int], int]] = [rewrap]


def register_rewrap(step: Callable[[int], int]) -> None:
    """Have `rotate_keys` also renew what an app seals by the ring. Called from AppConfig.ready()."""
    if step not in _REWRAPS:
        _REWRAPS.append(step)


def rewrap_more(batch: int) -> int:
    """One step of a whole rotation, whatever is left to renew; returns how many. Repeat until 0."""
    return next((done for step in _REWRAPS if (done := step(batch))), 0)
