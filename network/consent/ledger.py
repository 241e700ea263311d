"""The consent ledger: every yes and no, in a chain. `Grant` mirrors what was last said, in the same transaction."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from network.audit.chain import Chain
from network.audit.growing import extend
from network.audit.log import record
from network.common import clock
from network.common.ids import new_public_id
from network.consent.cascade import end_uses
from network.consent.models import Entry, Grant
from network.consent.policies import State, is_over, state_of
from network.consent.purposes import RULES, Audience, AudienceKind, Purpose, Rule
from network.consent.texts import current_versions, text_version
from network.people.models import User


class ConsentRefused(Exception):
    """This purpose cannot be agreed for this audience. Safe to show."""


@transaction.atomic
def grant(person: User, purpose: Purpose, audience: Audience, *, until: datetime | None = None) -> None:
    """Write a yes to the words now in use, replacing an earlier one. `until`: sooner or later than the rule's own end,
    never later than its latest.

    What must rest begins only with `confirm`. Saying yes again to what holds is a renewal: it goes on to its new end.
    """
    rule, now = RULES[purpose], clock.now()
    if audience.kind not in rule.audiences:
        raise ConsentRefused(f"{purpose.label} cannot be agreed for {audience.kind.label}.")
    _hold(person)
    # What lapsed is ended first, so that a renewal does not hide from its uses that it was over in between.
    _end(person, purpose, audience, Entry.Act.EXPIRE)
    held = _held(person, purpose, audience)
    begins = not rule.asks_twice or state_of(held, now) == State.ON
    terms = {
        "record": held.record if held else new_public_id(),
        "effective_at": now if begins else None,
        "until": _until(rule, until, now),
        "text_version": text_version(purpose, person.language),
    }
    extend(CHAIN, [Entry(**_question(person, purpose, audience), **terms, act=Entry.Act.GRANT, at=now)])
    Grant.objects.update_or_create(
        **_question(person, purpose, audience),
        defaults={
            **terms, "granted_at": now, "confirm_from": None if begins else now + rule.rests, "asked_at": None
        },
    )  # fmt: skip
    record(person, "consent.grant", person, purpose=purpose, audience=audience.kind, until=terms["until"])


@transaction.atomic
def confirm(person: User, purpose: Purpose, audience: Audience) -> None:
    """The second yes, on another day: only now does it begin. Its end stays. Raises ConsentRefused where none is waited for."""
    _hold(person)
    held, now = _held(person, purpose, audience), clock.now()
    if held is None or state_of(held, now) != State.WAITING:
        raise ConsentRefused("This does not wait for a second yes at the moment.")
    held.effective_at = now
    held.save(update_fields=["effective_at"])
    extend(
        CHAIN, [Entry(**_question(person, purpose, audience), **_terms(held), act=Entry.Act.CONFIRM, at=now)]
    )
    record(person, "consent.confirm", person, purpose=purpose, audience=audience.kind, until=held.until)


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


def expire_lapsed() -> int:
    """Write an expiry for every grant whose time is over; how many. Reading never trusts a lapsed grant anyway.

    One that cannot be ended holds up no other, and is raised at the end, so that the duty's run shows as failed.
    """
    lapsed = Grant.objects.filter(until__lte=clock.now()).order_by("pk")
    ended, failures = 0, []
    for pk in list(lapsed.values_list("pk", flat=True)):
        try:
            ended += _expire(pk)
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise failures[0]
    return ended


@transaction.atomic
def _expire(pk: int) -> bool:
    """Each by itself; one that was renewed or ended meanwhile stays as it is."""
    found = Grant.objects.select_related("person").filter(pk=pk).first()
    return found is not None and _end(found.person, Purpose(found.purpose), found.audience, Entry.Act.EXPIRE)


def in_force(purpose: Purpose, audience: Audience) -> QuerySet[Grant]:
    """Every yes to exactly this that holds now: begun, not over, and to the words in use. For use inside SQL."""
    return _holding(purpose).filter(audience_kind=audience.kind, audience_ref=audience.ref)


def agreed_among(purpose: Purpose, kind: AudienceKind, refs: Iterable[str]) -> set[tuple[int, str]]:
    """Who says yes now to which of these audiences of one kind: `{(person pk, ref)}`. One query, locking as `allows`."""
    held = _locked(_holding(purpose).filter(audience_kind=kind, audience_ref__in=list(refs)))
    return set(held.order_by("pk").values_list("person_id", "audience_ref"))


def _locked(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    return grants.select_for_update() if connection.in_atomic_block else grants


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
    return _locked(in_force(purpose, audience).filter(person=person)).first() is not None


def digest(entry: Entry) -> str:
    """What this entry's hash must be."""
    line = [
        entry.person_id, entry.purpose, entry.audience_kind, entry.audience_ref, entry.record, entry.act,
        entry.text_version, _iso(entry.effective_at), _iso(entry.until), _iso(entry.at), entry.previous,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(line).encode()).hexdigest()


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _end(person: User, purpose: Purpose, audience: Audience, act: Entry.Act) -> bool:
    """End what is held; by expiry only what is over. Whether there was something to end."""
    _hold(person)
    held, now = _held(person, purpose, audience), clock.now()
    if held is None or (act == Entry.Act.EXPIRE and not is_over(held, now)):
        return False
    terms = _terms(held)
    held.delete()
    # Before the entry: a use locks rows of its own, and the chain's turn comes after every lock.
    end_uses(person, purpose, audience, terms["record"])
    extend(CHAIN, [Entry(**_question(person, purpose, audience), **terms, act=act, at=now)])
    record(person, f"consent.{act}", person, purpose=purpose, audience=audience.kind)
    return True


def _held(person: User, purpose: Purpose, audience: Audience) -> Grant | None:
    return Grant.objects.select_for_update().filter(**_question(person, purpose, audience)).first()


def _terms(held: Grant) -> dict:
    return {name: getattr(held, name) for name in ("record", "effective_at", "until", "text_version")}


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


def _until(rule: Rule, until: datetime | None, now: datetime) -> datetime | None:
    """In UTC, as the database gives it back: the hash covers these very characters."""
    ends = [until.astimezone(UTC)] if until else _later(now, rule.months)
    return min([*ends, *_later(now, rule.most)], default=None)


def _later(now: datetime, months: int | None) -> list[datetime]:
    return [] if months is None else [clock.months_later(now, months)]


CHAIN = Chain("consent ledger", Entry, digest)
