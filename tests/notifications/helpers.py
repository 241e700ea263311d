"""People who can be mailed, and mails as they leave."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.notifications.models import ContactState
from network.notifications.services import contact_checks
from network.people.models import User
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact
from tests.factories import user

HERON = SafeContact(channel="email", address="heron@example.org", sender_name="calendar", subject="reminder")


def agreeing(contact: SafeContact = HERON, role: Role = Role.EXPERT, **fields) -> User:
    """Somebody with this contact who agrees to messages, and has not confirmed it."""
    person = user(role, **fields)
    keep_safe_contact(person.public_id, contact)
    if role == Role.EXPERT:
        ledger.grant(person, Purpose.CONTACT, NETWORK)
    return person


def confirm(person: User) -> None:
    """Go through the test, without a mail."""
    contact_checks.ask_for_test(person)
    assert contact_checks.answer_test(person, contact_checks.number_of(state(person)))


def reachable(contact: SafeContact = HERON, role: Role = Role.EXPERT, **fields) -> User:
    """Somebody who agreed and confirmed."""
    person = agreeing(contact, role, **fields)
    confirm(person)
    return person


def state(person: User) -> ContactState:
    """What is stored about the person's contact."""
    return ContactState.objects.get(person=person)


def as_read(sent) -> EmailMessage:
    """A sent mail, parsed from the bytes that leave."""
    return message_from_bytes(sent.message().as_bytes(), policy=policy.default)
