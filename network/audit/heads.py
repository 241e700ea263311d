"""The last row of each chain, kept apart under a seal: without it nobody would miss a removed last row.

The seal needs SECRET_KEY, which is not in the database. Whoever has the database alone can put back an older head only
if they kept one with its seal, together with the rows of that hour; against that, keep heads elsewhere, as
`manage.py audit_verify` prints them, and give them back to it with `--seen`.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from network.audit.chain import Chain
from network.audit.models import Head


def keep_head(chain: str, row: Any) -> None:
    """Note that `row` is the newest of this chain, in the transaction and under the turn in which it was written."""
    kept = {"last": row.pk, "hash": row.hash, "seal": _seal(chain, row.pk, row.hash, settings.SECRET_KEY)}
    if not Head.objects.filter(chain=chain).update(**kept):
        Head.objects.create(chain=chain, **kept)


def lost_ends(chain: Chain) -> Iterator[tuple[int, str]]:
    """The last row by number and what is wrong with it: removed, added by hand, or the head itself was changed."""
    newest = chain.model._default_manager.order_by("-pk").first()
    head = Head.objects.filter(chain=chain.name).first()
    if head is None:
        if newest is not None:
            yield newest.pk, "the head of the chain was removed"
    elif not any(
        constant_time_compare(head.seal, _seal(chain.name, head.last, head.hash, key)) for key in _keys()
    ):
        yield head.last, "the head of the chain was changed"
    elif newest is None or newest.pk < head.last:
        yield head.last, "it was the last entry and was removed"
    elif (newest.pk, newest.hash) != (head.last, head.hash):
        yield newest.pk, "it was added or changed after the last entry"


def not_there(chain: Chain, seen: str) -> bool:
    """Whether the row of a head that was printed earlier ("12:1f3a…") is missing or another one now."""
    number, _, found = seen.partition(":")
    return not chain.model._default_manager.filter(pk=number, hash=found).exists()


def _keys() -> list[str | bytes]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _seal(chain: str, last: int, found: str, key: str | bytes) -> str:
    told = f"{chain}:{last}:{found}"
    return salted_hmac("network.audit.heads", told, secret=key, algorithm="sha256").hexdigest()
