"""What an expert has agreed to, for that expert alone."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import Http404

from network.agencies.models import Agency
from network.common import clock
from network.consent.audiences import audiences_of
from network.consent.models import Ending, Entry, Grant, Recall
from network.consent.policies import State, says_yes, state_of
from network.consent.purposes import NETWORK, PUBLIC, RULES, Audience, AudienceKind, Purpose, purposes_for
from network.consent.texts import Text, language_for, text_for, text_named
from network.consent.uses import Ends, use_named, uses_of
from network.people.models import User

STANDING = {AudienceKind.NETWORK: NETWORK, AudienceKind.PUBLIC: PUBLIC}
# What a new expert is asked at once: the rest is asked where it matters.
FIRST = tuple(purposes_for(AudienceKind.NETWORK))
UNNAMED = {AudienceKind.AGENCY: "An office", AudienceKind.ENGAGEMENT: "A piece of work"}


class Question(NamedTuple):
    """One thing to agree to: for what, to whom (also in words), in which words, and what was said."""

    purpose: Purpose
    audience: Audience
    to: str
    text: Text
    language: str
    grant: Grant | None

    @property
    def state(self) -> State:
        return state_of(self.grant, clock.now())

    @property
    def is_yes(self) -> bool:
        return says_yes(self.state)

    @property
    def until(self) -> datetime | None:
        return self.grant.until if self.grant else None

    @property
    def takes_time(self) -> bool:
        """Whether the answer on this page would choose an end: not while a yes rests or waits for the second."""
        return self.state not in {State.RESTING, State.WAITING}

    @property
    def rests_hours(self) -> int:
        return int(RULES[self.purpose].rests.total_seconds() // 3600)

    @property
    def places(self) -> list[str]:
        """Where a yes is used, in plain words."""
        return [use.place for use in uses_of(self.purpose, self.audience.kind) if use.ends is not Ends.NEVER]


class Group(NamedTuple):
    """Everything that can be agreed with one audience."""

    to: str
    questions: list[Question]


def standing_groups(person: User) -> list[Group]:
    """What can be agreed with the network and with the public. One query."""
    held = _held(person, STANDING.values())
    return [_group(person, audience, kind.label, held) for kind, audience in STANDING.items()]


def own_audiences(person: User) -> list[tuple[Audience, str]]:
    """The offices and pieces of work that this person may say yes to, or ever did, with their names."""
    refs = Entry.objects.filter(person=person).exclude(audience_ref="")
    asked = {
        Audience(AudienceKind(kind), ref) for kind, ref in refs.values_list("audience_kind", "audience_ref")
    }
    found = [*_named(person, AudienceKind.AGENCY, asked), *_named(person, AudienceKind.ENGAGEMENT, asked)]
    return sorted(found, key=lambda pair: (pair[0].kind, pair[1], pair[0].ref))


def _all_names(person: User) -> dict[Audience, str]:
    return {found: kind.label for kind, found in STANDING.items()} | dict(own_audiences(person))


def groups_for(person: User, audiences: list[tuple[Audience, str]]) -> list[Group]:
    """What can be agreed with these audiences. One query."""
    held = _held(person, [audience for audience, _ in audiences])
    return [_group(person, audience, to, held) for audience, to in audiences]


def standing_now(person: User) -> dict:
    """How many things are `on`, and the questions `waiting` for a second yes. One query, and one for names where some wait."""
    states = [
        (grant, state_of(grant, clock.now())) for grant in Grant.objects.filter(person=person).order_by("pk")
    ]
    held = {(grant.purpose, grant.audience): grant for grant, state in states if state == State.WAITING}
    names = _all_names(person) if held else {}
    waiting = [
        _question(person, Purpose(grant.purpose), grant.audience, names[grant.audience], held)
        for grant in held.values()
    ]
    return {"on": sum(state == State.ON for _, state in states), "waiting": waiting}


def question_for(person: User, purpose: str, kind: str, ref: str = "") -> Question:
    """One question; 404 alike for an audience that is not this person's and for none."""
    if purpose not in RULES or kind not in RULES[Purpose(purpose)].audiences:
        raise Http404
    audience = Audience(AudienceKind(kind), ref)
    names = {audience: audience.kind.label} if audience in STANDING.values() else dict(own_audiences(person))
    if audience not in names:
        raise Http404
    return _question(person, Purpose(purpose), audience, names[audience], _held(person, [audience]))


def first_questions(person: User) -> list[Question]:
    """What a new expert is asked, one by one. One query."""
    held = _held(person, [NETWORK])
    return [_question(person, purpose, NETWORK, AudienceKind.NETWORK.label, held) for purpose in FIRST]


class Line(NamedTuple):
    """One line of the ledger with the name of its audience and the question as it was asked."""

    entry: Entry
    to: str
    question: str


def ledger_of(person: User) -> QuerySet[Entry]:
    """Every yes and no of this person, newest first, to be paginated."""
    return Entry.objects.filter(person=person).order_by("-id")


def receipts_for(person: User, entries: Iterable[Entry]) -> list[Line]:
    """These lines with the names of their audiences."""
    names = _all_names(person)
    return [
        Line(
            entry,
            names[entry.audience],
            text_named(entry.text_version)[1].question,
        )
        for entry in entries
    ]


class Place(NamedTuple):
    """What became of one place where an ended yes was used; `because`: why it cannot be undone."""

    words: str
    because: str
    at: datetime


class Agreement(NamedTuple):
    """One agreement from its first yes on: its lines in order, how it stands, and what became of its uses."""

    record: str
    entries: list[Entry]
    question: Question
    places: list[Place]
    recalls: list[Recall]

    @property
    def last(self) -> Entry:
        return self.entries[-1]

    @property
    def is_open(self) -> bool:
        """Whether it still is what the expert agrees to, in force or not."""
        return self.last.act in {Entry.Act.GRANT, Entry.Act.CONFIRM}


def agreement_for(person: User, record: str) -> Agreement:
    """One agreement of this person; 404 alike for another's and for none."""
    entries = list(Entry.objects.filter(person=person, record=record).order_by("id"))
    if not entries:
        raise Http404
    first = entries[0]
    question = question_for(person, first.purpose, first.audience_kind, first.audience_ref)
    recalls = recalls_of(person).filter(
        purpose=first.purpose, audience_kind=first.audience_kind, audience_ref=first.audience_ref,
        asked_at__gte=first.at,
    )  # fmt: skip
    return Agreement(record, entries, question, _places(record), list(recalls))


def _places(record: str) -> list[Place]:
    """A place that the site no longer has is left out: nothing is shown there."""
    found = [
        (use_named(ending.use), ending.at) for ending in Ending.objects.filter(record=record).order_by("id")
    ]
    return [Place(use.place, use.because, at) for use, at in found if use]


def recalls_of(person: User) -> QuerySet[Recall]:
    """Every copy that was asked back for this person, newest first, with its office."""
    return Recall.objects.filter(person=person).select_related("agency").order_by("-asked_at", "-pk")


def _held(person: User, audiences) -> dict[tuple[str, Audience], Grant]:
    refs = {audience.ref for audience in audiences}
    grants = Grant.objects.filter(person=person, audience_ref__in=refs)
    return {(grant.purpose, grant.audience): grant for grant in grants}


def _group(person: User, audience: Audience, to: str, held: dict) -> Group:
    """Nothing is asked that nothing uses; a yes from before can still be taken back."""
    asked = [
        purpose
        for purpose in purposes_for(audience.kind)
        if uses_of(purpose, audience.kind) or (purpose, audience) in held
    ]
    return Group(to, [_question(person, purpose, audience, to, held) for purpose in asked])


def _question(person: User, purpose: Purpose, audience: Audience, to: str, held: dict) -> Question:
    text = text_for(purpose, person.language)
    language = language_for(person.language)
    return Question(purpose, audience, to, text, language, held.get((purpose, audience)))


def _named(person: User, kind: AudienceKind, asked: set[Audience]) -> list[tuple[Audience, str]]:
    names = audiences_of(person, kind)
    missing = {audience.ref for audience in asked if audience.kind == kind} - set(names)
    names |= dict.fromkeys(missing, UNNAMED[kind])
    if kind == AudienceKind.AGENCY and missing:
        names |= dict(Agency.objects.filter(public_id__in=missing).values_list("public_id", "name"))
    return [(Audience(kind, ref), words) for ref, words in names.items()]
