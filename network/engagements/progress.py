"""Where a piece of work stands and what comes next, in plain words: pure functions of its facts."""

from datetime import datetime
from typing import NamedTuple

from network.engagements.queries.facts import Facts
from network.engagements.states import ContributionState as Note
from network.engagements.states import EngagementState as State
from network.engagements.states import SessionState
from payments.states import PaymentState

PAID = (PaymentState.PAID, PaymentState.SETTLED)
COLOURS = {
    State.AGREED: "teal",
    State.ACTIVE: "teal",
    State.DELIVERED: "blue",
    State.COMPLETED: "green",
    State.ENDED_BY_EXPERT: "grey",
    State.ENDED_BY_AGENCY: "grey",
}


class Stage(NamedTuple):
    """One stage on the way: `at` is when it was reached, or is planned; `done` and `current` place it."""

    name: str
    at: datetime | None
    done: bool
    current: bool


class Next(NamedTuple):
    """What comes next: words, perhaps a moment, and the page where the reader can act ("" when others act)."""

    words: str
    at: datetime | None = None
    url_name: str = ""
    public_id: str = ""


def stages_of(facts: Facts) -> list[Stage]:
    """The way of the work: invited, agreed, scheduled, held, note, completed, paid. Ended work stops at its end."""
    engagement, session, note, payment = facts.engagement, facts.session, facts.note, facts.payment
    agreed_note = note is not None and note.state == Note.AGREED
    way = [
        ("Invited", engagement.invitation.sent_at, True),
        ("Agreed", engagement.agreed_at, True),
        ("Scheduled", session and session.starts_at, _is_fixed(facts)),
        ("Held", engagement.delivered_at, engagement.delivered_at is not None),
        ("Note agreed", note.agreed_at if note and agreed_note else None, agreed_note),
        ("Completed", engagement.completed_at, engagement.completed_at is not None),
        ("Paid", payment and payment.paid_at, payment is not None and payment.state in PAID),
    ]
    if engagement.ended_at:
        way = [stage for stage in way if stage[2] and stage[0] != "Paid"] + [
            ("Ended", engagement.ended_at, True),
            way[-1],
        ]
    return _placed(way)


def _is_fixed(facts: Facts) -> bool:
    return facts.session is not None and facts.session.state != SessionState.PROPOSED


def _placed(way: list[tuple]) -> list[Stage]:
    """Mark the first stage that is not reached as the current one; a note is never waited for."""
    waiting = next((name for name, _, done in way if not done and name != "Note agreed"), None)
    return [Stage(name, at, done, name == waiting) for name, at, done in way]


def next_for_expert(facts: Facts, now: datetime) -> Next:
    """What the expert can do next, or what she waits for."""
    engagement, session, note = facts.engagement, facts.session, facts.note
    if note and note.state == Note.SENT:
        return Next("Check the note of what you said", None, "engagements:note", note.public_id)
    if engagement.state == State.AGREED and session:
        return Next(
            "Say whether this time suits you", session.starts_at, "engagements:session", session.public_id
        )
    if engagement.state == State.ACTIVE and session:
        words = "Your session" if session.ends_at > now else "Say that your session was held"
        return Next(words, session.starts_at, "engagements:session", session.public_id)
    if engagement.state == State.DELIVERED:
        return Next(
            "The office confirms the work. If it says nothing, your pay is due by itself",
            engagement.complete_by,
        )
    return Next(_money_words(facts) if engagement.state != State.AGREED else "The office proposes a time")


def next_for_office(facts: Facts, now: datetime) -> Next:
    """What the office owes next, or what it waits for."""
    engagement, session, note = facts.engagement, facts.session, facts.note
    here = ("engagements:office_one", engagement.public_id)
    if engagement.state == State.AGREED and not session:
        return Next("Propose a time", None, "engagements:propose", engagement.public_id)
    if engagement.state == State.AGREED and session:
        return Next("The expert says whether the time suits", session.starts_at)
    if engagement.state == State.ACTIVE and session:
        if session.ends_at > now:
            return Next("Your session", session.starts_at)
        return Next("Say that the session was held", session.starts_at, *here)
    if engagement.state == State.DELIVERED:
        return Next("Confirm the work. Silence confirms it too", engagement.complete_by, *here)
    if note and note.state == Note.CHANGES_ASKED:
        return Next("Write the note again", None, "engagements:rewrite_note", note.public_id)
    return Next("Nothing more to do")


def _money_words(facts: Facts) -> str:
    if facts.payment and facts.payment.state in PAID:
        return "You are paid. Nothing more to do"
    return "Your money is on its way"
