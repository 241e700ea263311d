"""A whole story of one expert with an office, from draw to her word on what the office says it did."""

from datetime import timedelta
from typing import NamedTuple

from network.common import clock
from network.engagements import services
from network.engagements.models import Contribution, Engagement
from network.outcomes import services as outcomes
from network.outcomes.models import Decision, Recommendation
from payments.models import Payee, Payment
from payments.services import record_transfer
from tests.engagements import make

WORDS = "Step 4 comes too early."
CHANGE = "Say that it was step 5."
MISSING = "Page 3 reads as it did."
REFERENCE = "BANK-7781"


class Story(NamedTuple):
    """`asked` is a second note, which waits for the changes that she asked for."""

    engagement: Engagement
    note: Contribution
    asked: Contribution
    recommendation: Recommendation


def checked() -> Story:
    """Held, noted, confirmed, paid, recommended, answered, claimed, and disputed by the expert."""
    engagement = make.held()
    official, expert = engagement.invitation.sent_by, engagement.profile
    with clock.standing_at(engagement.delivered_at + timedelta(hours=1)):
        note = services.send_note(engagement, official, WORDS)
        services.agree_note(note, expert.user, quote=True)
        asked = services.send_note(engagement, official, "It was step 4.")
        services.ask_changes(asked, expert.user, CHANGE)
        Payee.objects.update(state=Payee.State.READY)
        services.complete_engagement(engagement, official)
        services.release_payments()
        record_transfer(
            Payment.objects.get(reference=engagement.public_id), REFERENCE, "finance", clock.now()
        )
        made = outcomes.propose_recommendation(
            engagement.request,
            official,
            text="Move step 4 behind step 6.",
            document="Referral guide, version 2",
            pillar="protection",
            contributions=[note],
        )
        outcomes.answer(made, official, Decision.ACCEPT, "It was asked for by many.")
        outcomes.claim_done(made, official, text="Done in version 3.", before="4, 6", after="6, 4")
        outcomes.check(made, expert, holds=False, words=MISSING)
    return Story(*map(make.fresh, (engagement, note, asked, made)))
