"""The consent ledger: every yes and no, in a chain. `Grant` mirrors what holds now, in the same transaction."""

import hashlib
import json
from datetime import datetime

from django.db import connection, transaction

from network.audit.log import START, record
from network.common import clock
from network.consent.models import Entry, Grant
from network.consent.purposes import RULES, Audience, Purpose
from network.consent.texts import text_version
from network.people.models import User

# Serialises writers of this chain on PostgreSQL; differs from the audit log's.
CHAIN_LOCK = 7_302_520


class ConsentRefused(Exception):
    """This purpose cannot be agreed for this audience. Safe to show."""


@transaction.atomic
def grant(person: User, purpose: Purpose, audience: Audience, *, until: datetime | None = None) -> None:
    """Write a yes, replacing an earlier one. `until` may only shorten what the purpose's rule allows."""
    rule = RULES[purpose]
    if audience.kind not in rule.audiences:
        raise ConsentRefused(f"{purpose.label} cannot be agreed for {audience.kind.label}.")
    until = _within(rule.months, until)
    version = text_version(purpose, person.language)
    _lock(person)
    _append(person, purpose, audience, Entry.Act.GRANT, version, until)
    Grant.objects.update_or_create(
        **_question(person, purpose, audience),
        defaults={"until": until, "text_version": version, "granted_at": clock.now()},
    )
    record(person, "consent.grant", person, purpose=purpose, audience=audience.kind, until=until)


@transaction.atomic
def withdraw(person: User, purpose: Purpose, audience: Audience) -> bool:
    """Take a yes back, at once. Returns whether there was one; nothing else depends on it."""
    return _end(person, purpose, audience, Entry.Act.WITHDRAW)


@transaction.atomic
def expire_lapsed() -> int:
    """Write an expiry for every grant whose time is over; how many. Reading never trusts a lapsed grant anyway."""
    lapsed = Grant.objects.filter(until__lte=clock.now()).select_related("person")
    return sum(
        _end(found.person, Purpose(found.purpose), audience_of(found), Entry.Act.EXPIRE) for found in lapsed
    )


def allows(person: User, purpose: Purpose, audience: Audience) -> bool:
    """Whether a yes to exactly this holds now. One query; inside a transaction the row stays locked against withdrawal."""
    grants = Grant.objects.filter(**_question(person, purpose, audience))
    if connection.in_atomic_block:
        grants = grants.select_for_update()
    held = grants.first()
    return held is not None and (held.until is None or held.until > clock.now())


def audience_of(grant_row: Grant) -> Audience:
    """The audience a stored row is about."""
    from network.consent.purposes import AudienceKind

    return Audience(AudienceKind(grant_row.audience_kind), grant_row.audience_ref)


def _end(person: User, purpose: Purpose, audience: Audience, act: Entry.Act) -> bool:
    from network.consent.uses import run_withdrawals

    _lock(person)
    held = Grant.objects.select_for_update().filter(**_question(person, purpose, audience)).first()
    if held is None:
        return False
    _append(person, purpose, audience, act, held.text_version, held.until)
    held.delete()
    run_withdrawals(person, purpose, audience)
    record(person, f"consent.{act}", person, purpose=purpose, audience=audience.kind)
    return True


def _question(person: User, purpose: Purpose, audience: Audience) -> dict:
    return {
        "person": person,
        "purpose": purpose,
        "audience_kind": audience.kind,
        "audience_ref": audience.ref,
    }


def _within(months: int | None, until: datetime | None) -> datetime | None:
    if months is None:
        return until
    longest = clock.months_later(clock.now(), months)
    return min(until, longest) if until else longest


def _lock(person: User) -> None:
    """Locks the person first, the chain second: every writer in the same order."""
    User.objects.select_for_update().get(pk=person.pk)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def _append(person, purpose, audience, act, version, until) -> None:
    previous = Entry.objects.order_by("-id").values_list("hash", flat=True).first() or START
    entry = Entry(
        **_question(person, purpose, audience),
        act=act,
        text_version=version,
        until=until,
        at=clock.now(),
        previous=previous,
    )
    entry.hash = _hash(entry)
    entry.save(force_insert=True)


def _hash(entry: Entry) -> str:
    line = [
        entry.person_id, entry.purpose, entry.audience_kind, entry.audience_ref, entry.act, entry.text_version,
        entry.until.isoformat() if entry.until else None, entry.at.isoformat(), entry.previous,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(line).encode()).hexdigest()
