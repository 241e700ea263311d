"""The audit log: who did what to which object, in a chain that shows any later change.

Details hold states, numbers and public ids, never anything about a person: the keys are an allow-list.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from network.audit.chain import Chain
from network.audit.growing import extend
from network.audit.models import Entry
from network.common import clock

DETAIL_KEYS = {
    "role", "before", "after", "purpose", "reason_code", "audience", "count", "version", "amount_minor", "currency",
    "request", "agency", "check", "fields", "until", "late_by_days", "seat", "reference", "move",
}  # fmt: skip


class DetailRefused(Exception):
    """A detail key outside the allow-list: add it there only if it can never hold personal data."""


def record(actor, action: str, obj, **detail) -> Entry:
    """Append one entry. `actor` is a User or None for the worker; `obj` has a public_id or is one."""
    return record_each(actor, action, [(obj, detail)])[0]


def record_each(actor, action: str, about: Iterable[tuple[Any, dict]]) -> list[Entry]:
    """Append one entry for each (object, its details), in this order and in a fixed number of queries."""
    return extend(CHAIN, (_entry(actor, action, obj, detail) for obj, detail in about))


def _entry(actor, action: str, obj, detail: dict) -> Entry:
    if unknown := set(detail) - DETAIL_KEYS:
        raise DetailRefused(f"not allowed in the audit log: {', '.join(sorted(unknown))}")
    return Entry(
        at=clock.now(),
        actor=actor.public_id if actor else "worker",
        action=action,
        object_id=getattr(obj, "public_id", obj),
        detail=json.loads(json.dumps(detail, default=str)),
    )


def digest(entry: Entry) -> str:
    """What this entry's hash must be."""
    line = [entry.at.isoformat(), entry.actor, entry.action, entry.object_id, entry.detail, entry.previous]
    return hashlib.sha256(json.dumps(line, sort_keys=True).encode()).hexdigest()


CHAIN = Chain("audit log", Entry, digest)
