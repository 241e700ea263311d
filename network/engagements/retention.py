"""How long work with experts is kept."""

from datetime import timedelta

from django.db.models import QuerySet

from network.common.retention import About, DataClass, Period, Timed, register_data
from network.engagements.models import Contribution
from network.engagements.states import ContributionState
from network.experts.disclosure import discard_note, note_is_kept

NOTES = timedelta(days=90)  # session_notes_retention


def _withdrawn_notes() -> QuerySet[Contribution]:
    return Contribution.objects.filter(note_is_kept("public_id"), state=ContributionState.WITHDRAWN)


def _forget_words(notes: QuerySet[Contribution]) -> None:
    for note in notes.select_related("engagement__profile"):
        discard_note(note.engagement.profile, note.public_id)


register_data(
    DataClass(
        "work",
        "That work was offered, agreed, held and paid, and on which terms",
        (
            "engagements.Invitation",
            "engagements.Engagement",
            "engagements.Agreement",
            "engagements.Contribution",
        ),
        About.EXPERT,
        "as long as the network runs",
        "It explains the sums that were paid, and what the office asked for.",
        stays="Under a random number",
    ),
    DataClass(
        "notes",
        "The words of notes that you agreed to",
        (),
        About.EXPERT,
        "you take them back or leave",
        "So that they can be used as you agreed. That there was a note stays, without its words.",
    ),
    DataClass(
        "notes-withdrawn",
        "The words of notes that you took back later than 14 days after you agreed",
        (),
        About.EXPERT,
        Period("you took it back", time=NOTES),
        "They stay yours for a while, so that you can copy them. No office reads them.",
        source="timing.csv, session_notes_retention",
        timed=Timed(_withdrawn_notes, "withdrawn_at", _forget_words),
    ),
    DataClass(
        "meetings",
        "When you met",
        ("engagements.Session",),
        About.EXPERT,
        "as long as the network runs",
        "It explains the sums that were paid.",
        stays="Times only, under a random number",
    ),
    DataClass(
        "ways-to-join",
        "How to join a meeting",
        (),
        About.EXPERT,
        "the meeting was held, or is off",
        "It is of no use afterwards.",
    ),
)
