"""Notes as each side may read them."""

from typing import NamedTuple

from network.consent import ledger
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.engagements.letters import letters_of
from network.engagements.models import Contribution
from network.engagements.queries.facts import Facts
from network.engagements.states import ContributionState
from network.experts.disclosure import disclose_note, for_own_office
from network.people.models import User


class OfficeNote(NamedTuple):
    """A note for the office, and the expert's wish while she waits for changes. Its words are read by `read_for_office`."""

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


class ReadNote(NamedTuple):
    """A note as its office reads it: None for words that may not be read now, and whether passages may be quoted."""

    words: str | None
    may_quote: bool


def read_for_office(viewer: User, note: Contribution) -> ReadNote:
    """The agreed words of a note of the viewer's office, a reading that the expert sees."""
    if note.state != ContributionState.AGREED:
        return ReadNote(None, False)
    engagement = note.engagement
    words = disclose_note(engagement.profile, for_own_office(viewer), engagement.public_id, note.public_id)
    work = Audience(AudienceKind.ENGAGEMENT, engagement.public_id)
    may_quote = words is not None and ledger.allows(engagement.profile.user, Purpose.QUOTE, work)
    return ReadNote(words, may_quote)


def wish_of(note: Contribution) -> str:
    """What the expert wants changed, while she waits for it; else ""."""
    return _wishes([note]).get(note.public_id, "")


def _wishes(notes: list[Contribution]) -> dict[str, str]:
    return letters_of([note for note in notes if note.state == ContributionState.CHANGES_ASKED])
