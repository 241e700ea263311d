"""The demo's experts: what they know, when they work, what they agreed to, and how they are paid."""

from datetime import time

from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.demo.loader.staff import demo_user
from network.demo.loader.texts import text
from network.experts import services
from network.experts.models import Profile
from network.experts.services import create_profile
from network.notifications.services import contact_checks
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact
from network.taxonomy.models import Skill, Topic

HOURS = [(time(9), time(17)), (time(8), time(13)), (time(12), time(20)), (time(10), time(18))]
CONSENTS = (Purpose.CONTACT, Purpose.MATCHING, Purpose.STATISTICS)
PARTICULARS = {
    "accommodations": "Captions, and a break every 40 minutes (invented)",
    "boundaries": "No cameras (invented)",
}
MAILED_EVERY = 3  # Every third expert gets mail; the rest only look inside.


def welcome() -> list[Profile]:
    """All experts of experts.yaml, open to invitations."""
    return [_welcome(number, alias) for number, alias in enumerate(text("experts")["aliases"])]


def _welcome(number: int, alias: str) -> Profile:
    told = text("experts")
    user = demo_user(f"demo-expert-{alias}", Role.EXPERT, _turn(told["zones"], number))
    profile, topics = create_profile(user), _topics(told, number)
    services.choose_skills(profile, Skill.objects.filter(slug__in=_turn(told["skills"], number)))
    services.choose_topics(profile, Topic.objects.filter(slug__in=topics))
    off = set(_turn(told["off_topics"], number)) - topics
    services.choose_off_topics(profile, Topic.objects.filter(slug__in=off))
    services.choose_languages(profile, _turn(told["languages"], number), user.time_zone)
    services.add_hours(profile, range(5), *_turn(HOURS, number))
    _agree(profile, number, alias)
    services.keep_particulars(profile, PARTICULARS)
    services.keep_payout_details(profile, f"Demo Bank, account of {alias} (invented)")
    return profile


def _topics(described: dict, number: int) -> set[str]:
    """An expert's own pairing and the next one, so that every request finds enough people."""
    return set(_turn(described["pairings"], number)) | set(_turn(described["pairings"], number + 3))


def _agree(profile: Profile, number: int, alias: str) -> None:
    mailed = number % MAILED_EVERY == 0
    contact = SafeContact(channel="email", address=f"{alias}@example.org") if mailed else SafeContact()
    keep_safe_contact(profile.user.public_id, contact)
    for purpose in CONSENTS:
        ledger.grant(profile.user, purpose, NETWORK)
    if mailed:
        contact_checks.ask_for_test(profile.user)
        contact_checks.answer_test(profile.user, contact_checks.number_of(profile.user.contact_state))
    services.mark_answered(profile, "agreements")


def _turn(choices: list, number: int):
    return choices[number % len(choices)]
