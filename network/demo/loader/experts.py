"""The demo's experts: what they know, when they work, what they agreed to, and how they are paid."""

from datetime import time

from network.common import clock
from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.demo.loader.staff import demo_user
from network.demo.loader.texts import text
from network.experts.models import Profile, SpokenLanguage, WeeklyWindow
from network.experts.payees import payee_for
from network.experts.services import create_profile
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact
from network.taxonomy.models import Skill, Topic
from network.vault import services as vault
from payments.services import change_details

HOURS = [(time(9), time(17)), (time(8), time(13)), (time(12), time(20)), (time(10), time(18))]
CONSENTS = (Purpose.CONTACT, Purpose.MATCHING, Purpose.STATISTICS)
MAILED_EVERY = 3  # Every third expert gets mail; the rest only look inside.


def welcome() -> list[Profile]:
    """All experts of experts.yaml, open to invitations."""
    return [_welcome(number, alias) for number, alias in enumerate(text("experts")["aliases"])]


def _welcome(number: int, alias: str) -> Profile:
    described = text("experts")
    user = demo_user(f"demo-expert-{alias}", Role.EXPERT, _turn(described["zones"], number))
    profile = create_profile(user)
    profile.skills.set(Skill.objects.filter(slug__in=_turn(described["skills"], number)))
    profile.topics.set(Topic.objects.filter(slug__in=_topics(described, number)))
    profile.off_topics.set(Topic.objects.filter(slug__in=_turn(described["off_topics"], number)))
    for code in _turn(described["languages"], number):
        SpokenLanguage.objects.get_or_create(profile=profile, code=code)
    starts, ends = _turn(HOURS, number)
    WeeklyWindow.objects.bulk_create(
        WeeklyWindow(profile=profile, weekday=day, starts=starts, ends=ends) for day in range(5)
    )
    _agree(profile, number, alias)
    _be_payable(profile, alias)
    return profile


def _topics(described: dict, number: int) -> set[str]:
    """An expert's own pairing and the next one, so that every request finds enough people."""
    return set(_turn(described["pairings"], number)) | set(_turn(described["pairings"], number + 3))


def _agree(profile: Profile, number: int, alias: str) -> None:
    contact = (
        SafeContact(channel="email", address=f"{alias}@example.org")
        if number % MAILED_EVERY == 0
        else SafeContact()
    )
    keep_safe_contact(profile.user.public_id, contact)
    for purpose in CONSENTS:
        ledger.grant(profile.user, purpose, NETWORK)


def _be_payable(profile: Profile, alias: str) -> None:
    vault.seal(
        profile.public_id,
        payout_details=f"Demo Bank, account of {alias} (invented)",
        accommodations="Captions, and a break every 40 minutes (invented)",
        boundaries="No cameras (invented)",
    )
    change_details(payee_for(profile), profile.user.public_id, clock.now())


def _turn(choices: list, number: int):
    return choices[number % len(choices)]
