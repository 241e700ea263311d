"""The consent ledger: every yes and no, in a chain. `Grant` mirrors what was last said, in the same transaction."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from network.audit.chain import START
from network.audit.log import record, take_turn
from network.common import clock
from network.consent.models import Entry, Grant
from network.consent.purposes import RULES, Audience, AudienceKind, Purpose
from network.consent.texts import current_versions, text_version
from network.consent.uses import run_withdrawals
from network.people.models import User


class ConsentRefused(Exception):
    """This purpose cannot be agreed for this audience. Safe to show."""


@transaction.atomic
def grant(person: User, purpose: Purpose, audience: Audience, *, until: datetime | None = None) -> None:
    """Write a yes to the words now in use, replacing an earlier one. `until` may only shorten the purpose's rule.

    Where the rule says so it rests first; saying yes again to what already holds does not make it rest anew.
    """
    rule, now = RULES[purpose], clock.now()
    if audience.kind not in rule.audiences:
        raise ConsentRefused(f"{purpose.label} cannot be agreed for {audience.kind.label}.")
    _hold(person)
    terms = {
        "effective_at": now if allows(person, purpose, audience) else now + rule.rests,
        "until": _until(rule.months, until, now),
        "text_version": text_version(purpose, person.language),
    }
    _append(Entry(**_question(person, purpose, audience), **terms, act=Entry.Act.GRANT, at=now))
    Grant.objects.update_or_create(
        **_question(person, purpose, audience), defaults={**terms, "granted_at": now}
    )
    record(person, "consent.grant", person, purpose=purpose, audience=audience.kind, until=terms["until"])


@transaction.atomic
def withdraw(person: User, purpose: Purpose, audience: Audience) -> bool:
    """Take a yes back, at once. Returns whether there was one; nothing else depends on it."""
    return _end(person, purpose, audience, Entry.Act.WITHDRAW)


@transaction.atomic
def withdraw_all(person: User) -> int:
    """Take every yes back, at once; how many there were."""
    _hold(person)
    grants = list(Grant.objects.select_for_update().filter(person=person).order_by("pk"))
    return sum(withdraw(person, Purpose(held.purpose), held.audience) for held in grants)


@transaction.atomic
def expire_lapsed() -> int:
    """Write an expiry for every grant whose time is over; how many. Reading never trusts a lapsed grant anyway."""
    lapsed = Grant.objects.filter(until__lte=clock.now()).select_related("person")
    return sum(_end(held.person, Purpose(held.purpose), held.audience, Entry.Act.EXPIRE) for held in lapsed)


def in_force(purpose: Purpose, audience: Audience) -> QuerySet[Grant]:
    """Every yes to exactly this that holds now: begun, not over, and to the words in use. For use inside SQL."""
    return _holding(purpose).filter(audience_kind=audience.kind, audience_ref=audience.ref)


def agreed_among(purpose: Purpose, kind: AudienceKind, refs: Iterable[str]) -> set[tuple[int, str]]:
    """Who says yes now to which of these audiences of one kind: `{(person pk, ref)}`. One query."""
    held = _holding(purpose).filter(audience_kind=kind, audience_ref__in=list(refs))
    return set(held.values_list("person_id", "audience_ref"))


def _holding(purpose: Purpose) -> QuerySet[Grant]:
    now = clock.now()
    return Grant.objects.filter(
        Q(until=None) | Q(until__gt=now),
        purpose=purpose,
        effective_at__lte=now,
        text_version__in=current_versions(purpose),
    )


def allows(person: User, purpose: Purpose, audience: Audience) -> bool:
    """Whether a yes to exactly this holds now. One query; inside a transaction the row stays locked against withdrawal."""
    grants = in_force(purpose, audience).filter(person=person)
    if connection.in_atomic_block:
        grants = grants.select_for_update()
    return grants.first() is not None


def digest(entry: Entry) -> str:
    """What this entry's hash must be."""
    line = [
        entry.person_id, entry.purpose, entry.audience_kind, entry.audience_ref, entry.act, entry.text_version,
        entry.effective_at.isoformat(), entry.until.isoformat() if entry.until else None, entry.at.isoformat(),
        entry.previous,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(line).encode()).hexdigest()


def _end(person: User, purpose: Purpose, audience: Audience, act: Entry.Act) -> bool:
    _hold(person)
    held = Grant.objects.select_for_update().filter(**_question(person, purpose, audience)).first()
    if held is None:
        return False
    terms = {name: getattr(held, name) for name in ("effective_at", "until", "text_version")}
    held.delete()
    # Before the entry: a use locks rows of its own, and the chain's turn comes after every lock.
    run_withdrawals(person, purpose, audience)
    _append(Entry(**_question(person, purpose, audience), **terms, act=act, at=clock.now()))
    record(person, f"consent.{act}", person, purpose=purpose, audience=audience.kind)
    return True


def _hold(person: User) -> None:
    """One change of a person's answers at a time; rows that merely name the person may be written meanwhile."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)


def _question(person: User, purpose: Purpose, audience: Audience) -> dict:
    return {
        "person": person,
        "purpose": purpose,
        "audience_kind": audience.kind,
        "audience_ref": audience.ref,
    }


def _until(months: int | None, until: datetime | None, now: datetime) -> datetime | None:
    """In UTC, as the database gives it back: the hash covers these very characters."""
    limits = [until.astimezone(UTC)] if until else []
    if months is not None:
        limits.append(clock.months_later(now, months))
    return min(limits, default=None)


def _append(entry: Entry) -> None:
    take_turn()
    entry.previous = Entry.objects.order_by("-id").values_list("hash", flat=True).first() or START
    entry.hash = digest(entry)
    entry.save(force_insert=True)
