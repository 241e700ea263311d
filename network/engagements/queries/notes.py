"""Notes as each side may read them."""

from typing import NamedTuple

from network.agencies.queries import own_official
from network.engagements.letters import letters_of
from network.engagements.models import Contribution, Engagement
from network.engagements.queries.facts import Facts
from network.engagements.states import ContributionState
from network.experts.disclosure import NoteOf, Viewer, disclose_note, readable_notes
from network.people.models import User
from network.people.roles import Role


class OfficeNote(NamedTuple):
    """A note for the office: whether it may be read now, and the expert's wish while she waits for changes."""

    note: Contribution
    may_read: bool
    wish: str


def notes_for_office(viewer: User, facts: Facts) -> list[OfficeNote]:
    """The notes of one piece of work as its office may know of them, in a fixed number of queries.

    No words are read for it: reading is a step of its own, which the expert sees.
    """
    agreed = [note for note in facts.notes if note.state == ContributionState.AGREED]
    readable = readable_notes(_official(viewer), [_asked(facts.engagement, note) for note in agreed])
    wishes = _wishes(facts.notes)
    return [
        OfficeNote(note, note.public_id in readable, wishes.get(note.public_id, ""))
        for note in facts.notes
        if note.state != ContributionState.WITHDRAWN
    ]


def words_for_office(viewer: User, note: Contribution) -> str | None:
    """The agreed words of a note of the viewer's office, a reading that the expert sees; None while they may not be read."""
    if note.state != ContributionState.AGREED:
        return None
    asked = _asked(note.engagement, note)
    return disclose_note(asked.profile, _official(viewer), asked.engagement_id, asked.note_id)


def _official(viewer: User) -> Viewer:
    return Viewer(viewer, Role.OFFICIAL, own_official(viewer).agency_id)


def _asked(engagement: Engagement, note: Contribution) -> NoteOf:
    return NoteOf(engagement.profile, engagement.public_id, note.public_id)


def wish_of(note: Contribution) -> str:
    """What the expert wants changed, while she waits for it; else ""."""
    return _wishes([note]).get(note.public_id, "")


def _wishes(notes: list[Contribution]) -> dict[str, str]:
    return letters_of([note for note in notes if note.state == ContributionState.CHANGES_ASKED])
