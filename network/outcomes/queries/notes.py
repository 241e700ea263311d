"""Agreed notes as an office may use them. Their words come through the disclosure gate."""

from collections.abc import Iterable
from typing import NamedTuple, cast

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from network.agencies.queries import own_official
from network.consent import ledger
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.consultations.models import ConsultationRequest
from network.engagements.models import Contribution
from network.engagements.queries.names import names_for
from network.engagements.states import ContributionState
from network.experts.disclosure import NoteOf, disclose_notes, for_own_office
from network.people.models import User


class Note(NamedTuple):
    """One agreed note. `number` is its place within the request, `name` what this office may call its expert."""

    number: int
    name: str
    contribution: Contribution


class ReadNote(NamedTuple):
    """A note with its words."""

    note: Note
    words: str


def requests_with_notes(user: User) -> QuerySet[ConsultationRequest]:
    """The office's requests that hold agreed notes (`notes`), newest first; `made` recommendations so far."""
    agreed = Q(engagements__contributions__state=ContributionState.AGREED)
    return (
        ConsultationRequest.objects.filter(agency_id=own_official(user).agency_id)
        .annotate(
            notes=Count("engagements__contributions", filter=agreed, distinct=True),
            made=Count("recommendations", distinct=True),
        )
        .filter(notes__gt=0)
        .order_by("-created_at", "-pk")
    )


def notes_of(user: User, request: ConsultationRequest) -> list[Note]:
    """The notes that may be built upon now, without their words, in three queries."""
    each = cast(str, OuterRef("engagement__public_id"))  # in the subquery every row names its own engagement
    audience = Audience(AudienceKind.ENGAGEMENT, each)
    allowed = ledger.in_force(Purpose.RECORD, audience).filter(person=OuterRef("engagement__profile__user"))
    found = list(
        Contribution.objects.filter(
            Exists(allowed), engagement__request=request, state=ContributionState.AGREED
        )
        .select_related("engagement__profile__user", "engagement__request")
        .order_by("agreed_at", "pk")
    )
    names = names_for((each.engagement for each in found), own_official(user).agency)
    return [Note(place, names[each.engagement_id], each) for place, each in enumerate(found, start=1)]


def read_notes(user: User, notes: Iterable[Note]) -> list[ReadNote]:
    """These notes with their words, in a fixed number of queries. Each expert sees that hers was read."""
    viewer = for_own_office(user)
    notes = list(notes)
    words = disclose_notes(viewer, [_asked(note.contribution) for note in notes])
    return [
        ReadNote(note, words[note.contribution.public_id])
        for note in notes
        if note.contribution.public_id in words
    ]


def _asked(contribution: Contribution) -> NoteOf:
    engagement = contribution.engagement
    return NoteOf(engagement.profile, engagement.public_id, contribution.public_id)
