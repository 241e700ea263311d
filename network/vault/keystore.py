"""The owners' keys: made, opened, destroyed and wrapped anew. Only the vault itself may import this.

The key store may be another database than the one whose transaction is open, so a key is there before
anything is sealed with it. A key whose ciphertext was rolled back opens nothing and harms nothing.
"""

from collections.abc import Collection

from django.db import connections, transaction

from network.common import clock
from network.vault import cipher
from network.vault.models import Key
from network.vault.router import key_store


class Shredded(Exception):
    """The owner's key was destroyed; nothing can be sealed for them again."""


def secret_for(owner: str) -> bytes:
    """The owner's key, made at first need. Raises Shredded when it was destroyed."""
    key = Key.objects.filter(owner=owner).first() or _make(owner)
    if key.destroyed_at:
        raise Shredded("this person has left and their key is gone")
    return _secret(key)


def secrets_of(owners: Collection[str]) -> dict[str, bytes]:
    """The keys of these owners, in one query; destroyed ones are absent.

    Raises CannotOpen for an owner of whom the store has no trace: then it is the wrong store, or an old one.
    """
    keys = {key.owner: key for key in Key.objects.filter(owner__in=owners)}
    if not keys.keys() >= set(owners):
        raise cipher.CannotOpen("the key store does not know this owner")
    return {owner: _secret(key) for owner, key in keys.items() if not key.destroyed_at}


def destroy(owners: Collection[str]) -> bool:
    """Leave only tombstones of these keys, whether they existed or not. False: repeat, old bytes may be left."""
    tombs = [Key(owner=owner, ring="", destroyed_at=clock.now()) for owner in owners]
    Key.objects.bulk_create(
        tombs,
        update_conflicts=True,
        unique_fields=["owner"],
        update_fields=["wrapped", "ring", "destroyed_at"],
    )
    return _old_pages_gone()


def destroyed_owners() -> list[str]:
    """Everybody of whom the store holds a tombstone."""
    return list(Key.objects.exclude(destroyed_at=None).values_list("owner", flat=True))


def rewrap(batch: int) -> int:
    """Wrap up to `batch` keys by the ring's first key, in one transaction; returns how many. Repeat until 0."""
    current = cipher.current_ring_key()
    with transaction.atomic(using=key_store()):
        keys = Key.objects.select_for_update().filter(destroyed_at=None).exclude(ring=current)[:batch]
        for key in keys:
            key.wrapped, key.ring = cipher.wrap(_secret(key), key.owner)
            key.save(update_fields=["wrapped", "ring"])
    return len(keys)


def left_to_rewrap() -> int:
    """How many owners' keys are not yet wrapped by the ring's first key."""
    return Key.objects.filter(destroyed_at=None).exclude(ring=cipher.current_ring_key()).count()


def _make(owner: str) -> Key:
    wrapped, ring = cipher.wrap(cipher.new_key(), owner)
    return Key.objects.get_or_create(owner=owner, defaults={"wrapped": wrapped, "ring": ring})[0]


def _secret(key: Key) -> bytes:
    assert key.wrapped is not None  # callers leave out destroyed keys
    return cipher.unwrap(bytes(key.wrapped), key.ring, key.owner)


def _old_pages_gone() -> bool:
    """SQLite: `secure_delete` has cleared the page; the log beside it still holds the old one until it is cut."""
    connection = connections[key_store()]
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return True
    with connection.cursor() as cursor:
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
