"""The audit log: who did what to which object, in a chain that shows any later change.

Details hold states, numbers and public ids, never anything about a person: the keys are an allow-list.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from network.audit.chain import START
from network.audit.heads import keep_head
from network.audit.models import Entry
from network.common import clock

# Serialises writers on PostgreSQL for the rest of their transaction; any constant will do.
CHAIN_LOCK = 7_302_519
CHAIN = "audit log"
DETAIL_KEYS = {
    "role", "before", "after", "purpose", "reason_code", "audience", "count", "version", "amount_minor", "currency",
    "request", "agency", "check", "fields", "until", "late_by_days", "seat", "reference", "move",
}  # fmt: skip


class DetailRefused(Exception):
    """A detail key outside the allow-list: add it there only if it can never hold personal data."""


def record(actor, action: str, obj, **detail) -> Entry:
    """Append one entry. `actor` is a User or None for the worker; `obj` has a public_id or is one."""
    return record_each(actor, action, [(obj, detail)])[0]


@transaction.atomic
def record_each(actor, action: str, about: Iterable[tuple[Any, dict]]) -> list[Entry]:
    """Append one entry for each (object, its details), in this order and in a fixed number of queries."""
    take_turn()
    previous = Entry.objects.order_by("-id").values_list("hash", flat=True).first() or START
    entries = []
    for obj, detail in about:
        entries.append(_entry(actor, action, obj, detail, previous))
        previous = entries[-1].hash
    Entry.objects.bulk_create(entries)
    if entries:
        keep_head(CHAIN, entries[-1])
    return entries


def _entry(actor, action: str, obj, detail: dict, previous: str) -> Entry:
    if unknown := set(detail) - DETAIL_KEYS:
        raise DetailRefused(f"not allowed in the audit log: {', '.join(sorted(unknown))}")
    entry = Entry(
        at=clock.now(),
        actor=actor.public_id if actor else "worker",
        action=action,
        object_id=getattr(obj, "public_id", obj),
        detail=json.loads(json.dumps(detail, default=str)),
        previous=previous,
    )
    entry.hash = digest(entry)
    return entry


def take_turn() -> None:
    """Let one writer of a chain at a time pass, until its transaction ends.

    Take it last, after every row lock: whoever held it while waiting for a row would wait for its holder.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def digest(entry: Entry) -> str:
    """What this entry's hash must be."""
    line = [entry.at.isoformat(), entry.actor, entry.action, entry.object_id, entry.detail, entry.previous]
    return hashlib.sha256(json.dumps(line, sort_keys=True).encode()).hexdigest()
