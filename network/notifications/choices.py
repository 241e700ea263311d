"""What a person has chosen about messages, as it stands this moment."""

from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.notifications.compiler import contact_of
from network.notifications.silence import is_silent
from network.people.models import User
from network.people.roles import Role
from network.people.safe_contact import SafeContact


def owner_of(person: User) -> str:
    """Under whose id the contact is sealed: an official's with their office, everybody else's with themselves."""
    if Role.OFFICIAL in person.roles and (official := getattr(person, "official", None)):
        return official.public_id
    return person.public_id


def contact_for(person: User) -> SafeContact:
    """The person's choices of this moment."""
    return contact_of(owner_of(person))


def agrees(person: User) -> bool:
    """Experts are mailed only while they agree to it. Staff and officials are told about their work at work."""
    if is_silent(person):
        return False
    if person.roles.isdisjoint({Role.EXPERT, Role.REVIEWER}):
        return True
    return ledger.allows(person, Purpose.CONTACT, NETWORK)
