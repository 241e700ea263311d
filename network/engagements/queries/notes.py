"""Notes as each side may read them."""

from typing import NamedTuple

from network.agencies.queries import own_official
from network.engagements.letters import letters_of
from network.engagements.models import Contribution
from network.engagements.queries.facts import Facts
from network.engagements.states import ContributionState
from network.experts.disclosure import NoteOf, Viewer, disclose_notes
from network.people.models import User
from network.people.roles import Role


class OfficeNote(NamedTuple):
    """A note for the office: its words only while the expert agrees, her wish while she waits for changes."""

    note: Contribution
    words: str | None
    wish: str


def notes_for_office(viewer: User, facts: Facts) -> list[OfficeNote]:
    """The notes of one piece of work as its office may read them, in a fixed number of queries.

    Each reading of words is shown to the expert.
    """
    seer = Viewer(viewer, Role.OFFICIAL, own_official(viewer).agency_id)
    engagement = facts.engagement
    agreed = [note.public_id for note in facts.notes if note.state == ContributionState.AGREED]
    words = disclose_notes(seer, [NoteOf(engagement.profile, engagement.public_id, each) for each in agreed])
    wishes = _wishes(facts.notes)
    return [
        OfficeNote(note, words.get(note.public_id), wishes.get(note.public_id, ""))
        for note in facts.notes
        if note.state != ContributionState.WITHDRAWN
    ]


def wish_of(note: Contribution) -> str:
    """What the expert wants changed, while she waits for it; else ""."""
    return _wishes([note]).get(note.public_id, "")


def _wishes(notes: list[Contribution]) -> dict[str, str]:
    return letters_of([note for note in notes if note.state == ContributionState.CHANGES_ASKED])
