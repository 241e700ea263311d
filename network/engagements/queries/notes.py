"""Notes as each side may read them."""

from typing import NamedTuple

from network.agencies.queries import own_official
from network.engagements.letters import letters_of
from network.engagements.models import Contribution
from network.engagements.queries.facts import Facts
from network.engagements.states import ContributionState
from network.experts.disclosure import Viewer, disclose_note
from network.people.models import User
from network.people.roles import Role


class OfficeNote(NamedTuple):
    """A note for the office, and the expert's wish while she waits for changes. Its words are read by `words_for_office`."""

    note: Contribution
    wish: str


def notes_for_office(facts: Facts) -> list[OfficeNote]:
    """The notes of one piece of work as its office may know of them, without their words."""
    wishes = _wishes(facts.notes)
    return [
        OfficeNote(note, wishes.get(note.public_id, ""))
        for note in facts.notes
        if note.state != ContributionState.WITHDRAWN
    ]


def words_for_office(viewer: User, note: Contribution) -> str | None:
    """The agreed words of a note of the viewer's office, a reading that the expert sees; None while they may not be read."""
    if note.state != ContributionState.AGREED:
        return None
    seer = Viewer(viewer, Role.OFFICIAL, own_official(viewer).agency_id)
    return disclose_note(note.engagement.profile, seer, note.engagement.public_id, note.public_id)


def wish_of(note: Contribution) -> str:
    """What the expert wants changed, while she waits for it; else ""."""
    return _wishes([note]).get(note.public_id, "")


def _wishes(notes: list[Contribution]) -> dict[str, str]:
    return letters_of([note for note in notes if note.state == ContributionState.CHANGES_ASKED])
