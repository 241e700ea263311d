"""Sealing and opening. Who may open is decided above; the vault knows owners as opaque ids only.

Only `experts.disclosure`, `experts.published`, `notifications.compiler` and the owner's own pages may import the opening side.
"""

import json
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db import transaction
from django.db.models import Q

from network.common import clock
from network.vault import cipher, keystore
from network.vault.keystore import Shredded
from network.vault.models import Sealed, Shredding

BATCH = 500

__all__ = [
    "Shredded",
    "discard",
    "finish_shredding",
    "seal",
    "shred",
    "shred_again",
    "unseal",
    "unseal_each",
    "unseal_many",
]


@transaction.atomic
def seal(owner: str, **values: Any) -> None:
    """Keep each named JSON-able value encrypted with the owner's own key, replacing what was there.

    Raises Shredded from the moment on at which the key's destruction was ordered.
    """
    if Shredding.objects.filter(owner=owner).exists():
        raise Shredded("this person has left and their key is gone")
    secret = keystore.secret_for(owner)
    for name, value in values.items():
        row, _ = Sealed.objects.get_or_create(owner=owner, name=name, defaults={"ciphertext": b""})
        row.ciphertext = cipher.seal(secret, json.dumps(value).encode(), _place(row))
        row.save(update_fields=["ciphertext"])


def unseal(owner: str, *names: str) -> dict[str, Any]:
    """The owner's values of these names, in two queries; those never sealed or of a destroyed key are absent."""
    return {row.name: value for row, value in _opened(owner=owner, name__in=names)}


def unseal_many(owners: list[str], name: str) -> dict[str, Any]:
    """One named value of many owners, in two queries: `{owner: value}`."""
    return {row.owner: value for row, value in _opened(owner__in=owners, name=name)}


def unseal_each(places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    """The values at these (owner, name), in two queries; those never sealed or of a destroyed key are absent."""
    wanted = [Q(owner=owner, name=name) for owner, name in set(places)]
    return {(row.owner, row.name): value for row, value in _opened(reduce(or_, wanted))} if wanted else {}


@transaction.atomic
def discard(owner: str, *names: str) -> None:
    """Remove these values, if they exist."""
    Sealed.objects.filter(owner=owner, name__in=names).delete()


@transaction.atomic
def shred(owner: str) -> None:
    """Nothing of this owner opens or is sealed again. Their key is destroyed once the open transaction commits:
    rolled back, it must still be there. Where that is interrupted, a duty repeats it."""
    Sealed.objects.filter(owner=owner).delete()
    Shredding.objects.get_or_create(owner=owner, defaults={"asked_at": clock.now()})
    transaction.on_commit(_finish, robust=True)


def finish_shredding() -> int:
    """Destroy up to 500 keys whose destruction was ordered; how many. The duty behind `shred`."""
    waiting = list(Shredding.objects.filter(done_at=None).values_list("owner", flat=True)[:BATCH])
    if not waiting or not keystore.destroy(waiting):
        return 0
    return Shredding.objects.filter(owner__in=waiting).update(done_at=clock.now())


def shred_again() -> list[str]:
    """Make both databases agree on who is shredded, after either was restored; the owners one did not know of."""
    buried = set(keystore.destroyed_owners())
    for owner in (unknown := buried.difference(Shredding.objects.values_list("owner", flat=True))):
        shred(owner)
    waiting = Shredding.objects.exclude(owner__in=buried)
    undone = list(waiting.values_list("owner", flat=True))
    waiting.update(done_at=None)
    while finish_shredding():
        pass
    return sorted([*unknown, *undone])


def _finish() -> None:
    finish_shredding()


def _opened(*which, **more):
    rows = list(Sealed.objects.filter(*which, **more))
    secrets = keystore.secrets_of({row.owner for row in rows}) if rows else {}
    for row in rows:
        if secret := secrets.get(row.owner):
            yield row, json.loads(cipher.unseal(secret, bytes(row.ciphertext), _place(row)))


def _place(row: Sealed) -> str:
    return f"vault_sealed:{row.owner}:{row.name}:{row.row}"
