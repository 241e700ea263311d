"""A piece of work with what belongs to it, in three queries for any number of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from network.engagements.models import Contribution, Engagement, Session
from network.engagements.states import LIVE_SESSIONS, SessionState
from payments.models import Payment
from payments.queries import payments_by_reference


@dataclass
class Facts:
    """An engagement with its sessions in order of time, its notes in order of writing, and its payment."""

    engagement: Engagement
    payment: Payment | None
    sessions: list[Session] = field(default_factory=list)
    notes: list[Contribution] = field(default_factory=list)

    @property
    def session(self) -> Session | None:
        """The session that counts: proposed, confirmed or held; None while there is none."""
        counting = (*LIVE_SESSIONS, SessionState.HELD)
        return next((session for session in reversed(self.sessions) if session.state in counting), None)

    @property
    def note(self) -> Contribution | None:
        """The newest note."""
        return self.notes[-1] if self.notes else None


def facts_of(engagements: Iterable[Engagement]) -> list[Facts]:
    """The facts of each engagement, in the order given."""
    engagements = list(engagements)
    payments = payments_by_reference([engagement.public_id for engagement in engagements])
    found = {
        engagement.pk: Facts(engagement, payments.get(engagement.public_id)) for engagement in engagements
    }
    for session in Session.objects.filter(engagement__in=found).order_by("starts_at", "pk"):
        found[session.engagement_id].sessions.append(session)
    for note in Contribution.objects.filter(engagement__in=found).order_by("pk"):
        found[note.engagement_id].notes.append(note)
    return list(found.values())
