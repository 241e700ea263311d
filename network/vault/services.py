"""Sealing and opening. Who may open is decided above; the vault knows owners as opaque ids only.

Only `experts.disclosure`, `notifications.compiler` and the owner's own pages may import the opening side.
"""

import json
from collections.abc import Callable
from typing import Any

from django.db import transaction

from network.common import clock
from network.vault import cipher
from network.vault.models import Key, Sealed

# What else is sealed by the ring itself: each takes a batch size and returns how many it sealed anew.
_REWRAPS: list[Callable[[int], int]] = []


class Shredded(Exception):
    """The owner's key was destroyed; nothing can be sealed for them again."""


@transaction.atomic
def seal(owner: str, **values: Any) -> None:
    """Keep each named JSON-able value encrypted with the owner's own key, replacing what was there."""
    key, secret = _key_of(owner)
    for name, value in values.items():
        row, _ = Sealed.objects.get_or_create(key=key, name=name, defaults={"ciphertext": b""})
        row.ciphertext = cipher.seal(secret, json.dumps(value).encode(), _place(owner, row))
        row.save(update_fields=["ciphertext"])


def unseal(owner: str, *names: str) -> dict[str, Any]:
    """The owner's values of these names; names never sealed, or of a destroyed key, are simply absent."""
    rows = Sealed.objects.filter(key__owner=owner, name__in=names, key__destroyed_at=None).select_related(
        "key"
    )
    return {row.name: _open(row) for row in rows}


def unseal_many(owners: list[str], name: str) -> dict[str, Any]:
    """One named value of many owners, in one query: `{owner: value}`."""
    rows = Sealed.objects.filter(key__owner__in=owners, name=name, key__destroyed_at=None).select_related(
        "key"
    )
    return {row.key.owner: _open(row) for row in rows}


@transaction.atomic
def discard(owner: str, *names: str) -> None:
    """Remove these values, if they exist."""
    Sealed.objects.filter(key__owner=owner, name__in=names).delete()


@transaction.atomic
def shred(owner: str) -> None:
    """Destroy the owner's key: all they ever sealed stays shut from now on."""
    Key.objects.filter(owner=owner).update(wrapped=None, destroyed_at=clock.now())
    Sealed.objects.filter(key__owner=owner).delete()


@transaction.atomic
def rewrap(batch: int = 500) -> int:
    """Wrap up to `batch` owners' keys by the ring's first key; returns how many. Repeat until 0."""
    current = cipher.current_ring_key()
    keys = Key.objects.select_for_update().filter(destroyed_at=None).exclude(ring=current)[:batch]
    for key in keys:
        key.wrapped, key.ring = cipher.wrap(_secret(key), key.owner)
        key.save(update_fields=["wrapped", "ring"])
    return len(keys)


def register_rewrap(step: Callable[[int], int]) -> None:
    """Have `rotate_keys` also renew what an app seals by the ring. Called from AppConfig.ready()."""
    if step not in _REWRAPS:
        _REWRAPS.append(step)


def rewrap_more(batch: int = 500) -> int:
    """One step of a whole rotation, whatever is left to renew; returns how many. Repeat until 0."""
    return next((done for step in (rewrap, *_REWRAPS) if (done := step(batch))), 0)


def left_to_rewrap() -> int:
    """How many owners' keys are not yet wrapped by the ring's first key."""
    return Key.objects.filter(destroyed_at=None).exclude(ring=cipher.current_ring_key()).count()


def _key_of(owner: str) -> tuple[Key, bytes]:
    wrapped, ring = cipher.wrap(cipher.new_key(), owner)
    key, _ = Key.objects.select_for_update().get_or_create(
        owner=owner, defaults={"wrapped": wrapped, "ring": ring}
    )
    if key.destroyed_at:
        raise Shredded("this person has left and their key is gone")
    return key, _secret(key)


def _secret(key: Key) -> bytes:
    assert key.wrapped is not None  # callers leave out destroyed keys
    return cipher.unwrap(bytes(key.wrapped), key.ring, key.owner)


def _open(row: Sealed) -> Any:
    return json.loads(cipher.unseal(_secret(row.key), bytes(row.ciphertext), _place(row.key.owner, row)))


def _place(owner: str, row: Sealed) -> str:
    return f"vault_sealed:{owner}:{row.name}:{row.row}"
