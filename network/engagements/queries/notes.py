"""Notes as each side may read them."""

from typing import NamedTuple

from network.agencies.queries import own_official
from network.engagements.letters import letter_of
from network.engagements.models import Contribution
from network.engagements.queries.facts import Facts
from network.engagements.states import ContributionState
from network.experts.disclosure import Viewer, disclose_note
from network.people.models import User
from network.people.roles import Role


class OfficeNote(NamedTuple):
    """A note for the office: its words only while the expert agrees, her wish while she waits for changes."""

    note: Contribution
    words: str | None
    wish: str


def notes_for_office(viewer: User, facts: Facts) -> list[OfficeNote]:
    """The notes of one piece of work as its office may read them. Each reading of words is shown to the expert."""
    seer = Viewer(viewer, Role.OFFICIAL, own_official(viewer).agency_id)
    return [
        OfficeNote(note, _words(facts, note, seer), wish_of(note))
        for note in facts.notes
        if note.state != ContributionState.WITHDRAWN
    ]


def _words(facts: Facts, note: Contribution, seer: Viewer) -> str | None:
    if note.state != ContributionState.AGREED:
        return None
    engagement = facts.engagement
    return disclose_note(engagement.profile, seer, engagement.public_id, note.public_id)


def wish_of(note: Contribution) -> str:
    """What the expert wants changed, while she waits for it; else ""."""
    return letter_of(note) if note.state == ContributionState.CHANGES_ASKED else ""
