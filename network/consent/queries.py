"""What an expert has agreed to, for that expert alone."""

from typing import NamedTuple

from django.db.models import QuerySet
from django.http import Http404

from network.agencies.models import Agency
from network.common import clock
from network.consent.audiences import audiences_of
from network.consent.models import Entry, Grant
from network.consent.policies import State, says_yes, state_of
from network.consent.purposes import NETWORK, PUBLIC, RULES, Audience, AudienceKind, Purpose, purposes_for
from network.consent.texts import Text, text_for
from network.consent.uses import uses_of
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
    grant: Grant | None

    @property
    def state(self) -> State:
        return state_of(self.grant, clock.now())

    @property
    def is_yes(self) -> bool:
        return says_yes(self.state)

    @property
    def path(self) -> list[str]:
        """What names this question in a URL."""
        return [part for part in (self.purpose, self.audience.kind, self.audience.ref) if part]

    @property
    def months(self) -> int | None:
        return RULES[self.purpose].months

    @property
    def rests_hours(self) -> int:
        return int(RULES[self.purpose].rests.total_seconds() // 3600)

    @property
    def places(self) -> list[str]:
        """Where a yes is used, in plain words."""
        return [use.place for use in uses_of(self.purpose)]


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


def groups_for(person: User, audiences: list[tuple[Audience, str]]) -> list[Group]:
    """What can be agreed with these audiences. One query."""
    held = _held(person, [audience for audience, _ in audiences])
    return [_group(person, audience, to, held) for audience, to in audiences]


def question_for(person: User, purpose: str, kind: str, ref: str = "") -> Question:
    """One question; 404 alike for an audience that is not this person's and for none."""
    if purpose not in RULES or kind not in RULES[Purpose(purpose)].audiences:
        raise Http404
    audience = Audience(AudienceKind(kind), ref)
    known = [(found, kind.label) for kind, found in STANDING.items()]
    if audience not in STANDING.values():
        known = own_audiences(person)
    for found, to in known:
        if found == audience:
            return _question(person, Purpose(purpose), audience, to, _held(person, [audience]))
    raise Http404


def first_questions(person: User) -> list[Question]:
    """What a new expert is asked, one by one. One query."""
    held = _held(person, [NETWORK])
    return [_question(person, purpose, NETWORK, AudienceKind.NETWORK.label, held) for purpose in FIRST]


class Receipt(NamedTuple):
    """One line of the ledger with the name of its audience and the question as it is asked now."""

    entry: Entry
    to: str
    question: str


def ledger_of(person: User) -> QuerySet[Entry]:
    """Every yes and no of this person, newest first, to be paginated."""
    return Entry.objects.filter(person=person).order_by("-id")


def receipts_for(person: User, entries) -> list[Receipt]:
    """These lines with the names of their audiences."""
    names = dict(own_audiences(person))
    return [
        Receipt(
            entry,
            names.get(entry.audience, entry.audience.kind.label),
            text_for(Purpose(entry.purpose), person.language).question,
        )
        for entry in entries
    ]


def _held(person: User, audiences) -> dict[tuple[str, Audience], Grant]:
    refs = {audience.ref for audience in audiences}
    grants = Grant.objects.filter(person=person, audience_ref__in=refs)
    return {(grant.purpose, grant.audience): grant for grant in grants}


def _group(person: User, audience: Audience, to: str, held: dict) -> Group:
    return Group(
        to, [_question(person, purpose, audience, to, held) for purpose in purposes_for(audience.kind)]
    )


def _question(person: User, purpose: Purpose, audience: Audience, to: str, held: dict) -> Question:
    text = text_for(purpose, person.language)
    return Question(purpose, audience, to, text, held.get((purpose, audience)))


def _named(person: User, kind: AudienceKind, asked: set[Audience]) -> list[tuple[Audience, str]]:
    names = audiences_of(person, kind)
    missing = {audience.ref for audience in asked if audience.kind == kind} - set(names)
    names |= dict.fromkeys(missing, UNNAMED[kind])
    if kind == AudienceKind.AGENCY and missing:
        names |= dict(Agency.objects.filter(public_id__in=missing).values_list("public_id", "name"))
    return [(Audience(kind, ref), words) for ref, words in names.items()]
