"""Whether the office may know who does this piece of work: the expert's own switch, at any time."""

from django.db import transaction

from network.consent import ledger
from network.consent.purposes import Purpose
from network.engagements.models import Engagement
from network.engagements.services.common import audience_of, refuse_others
from network.people.models import User


@transaction.atomic
def show_to_office(engagement: Engagement, expert: User) -> None:
    """Agree that the office sees the name it knows the expert by, her skills and languages, and what she needs."""
    refuse_others(expert, engagement)
    ledger.grant(expert, Purpose.ATTEND, audience_of(engagement))


@transaction.atomic
def hide_from_office(engagement: Engagement, expert: User) -> None:
    """Take that back, at once. The work and its pay stay as they are."""
    refuse_others(expert, engagement)
    ledger.withdraw(expert, Purpose.ATTEND, audience_of(engagement))
