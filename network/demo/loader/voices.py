"""Words that demo experts offer to the public: one that may be shown, and one that waits for a second yes."""

from datetime import timedelta

from network.common import clock
from network.consent import ledger
from network.consent.purposes import PUBLIC, RULES, Purpose
from network.demo.loader.texts import text
from network.experts.models import Profile
from network.voices.services import offer

OFFERED = timedelta(days=20)
CONFIRMED = timedelta(days=15)


def offer_words(profiles: list[Profile]) -> None:
    """The words of voices.yaml, by one expert each."""
    for profile, told in zip(profiles, text("voices"), strict=False):
        purpose, now = Purpose(told["kind"]), clock.now()
        with clock.standing_at(now - OFFERED):
            offer(profile, purpose, words=told["words"], language="en", with_name=False)
            ledger.grant(profile.user, purpose, PUBLIC)
        if RULES[purpose].asks_twice and told["second_yes"]:
            with clock.standing_at(now - CONFIRMED):
                ledger.confirm(profile.user, purpose, PUBLIC)
