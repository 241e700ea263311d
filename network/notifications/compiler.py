"""The safe-contact compiler: the only place that opens a contact, and the only words that ever leave.

A message is worked out from the person's choices alone. What happened, who the person is and who we are
have no way into it, because they are not among its inputs.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from network.notifications.hours import can_be_mailed, is_in_hours
from network.notifications.wording import BODIES, Says
from network.people.safe_contact import NAME, SafeContact, Unsafe, contact_from
from network.vault import services as vault

NUMBER = re.compile(r"[0-9]{6}")


@dataclass(frozen=True)
class Message:
    """A mail, told by what it consists of; every word of it is derived. Raises Unsafe for what must not exist."""

    contact: SafeContact
    says: Says
    number: str = ""
    entry_link: str = ""

    def __post_init__(self):
        if not can_be_mailed(self.contact):
            raise Unsafe("nobody who wants no mail gets one")
        if not (NUMBER.fullmatch(self.number) if self.says == Says.TEST else self.number == ""):
            raise Unsafe("a test holds six digits, and nothing else holds a number")
        if bool(self.entry_link) != (self.says == Says.ENTRY):
            raise Unsafe("an entry link is mailed as one, and nothing else is")
        if self.entry_link and not self.contact.read_by_me_alone:
            raise Unsafe("what others may read never holds a link")
        if self.entry_link and not self.entry_link.startswith(f"{settings.LINK_URL}/enter/"):
            raise Unsafe("a link leads to our own pages")

    @property
    def to(self) -> str:
        return self.contact.address

    @property
    def sender_name(self) -> str:
        return self.contact.sender_in_words

    @property
    def subject(self) -> str:
        return self.contact.subject_in_words

    @property
    def link(self) -> str:
        """The link it holds: the one asked for, or our address where nobody else reads it and it was chosen."""
        names_us = self.contact.may_name_network and self.contact.read_by_me_alone
        return self.entry_link or (settings.LINK_URL if names_us and self.says == Says.WAITING else "")

    @property
    def body(self) -> str:
        words = BODIES[self.says][self.contact.language].format(number=self.number)
        parts = (words, self.link, self.contact.code_word, self.sender_name)
        return "\n\n".join(part for part in parts if part)


def contact_of(owner: str) -> SafeContact:
    """The choices sealed under `owner`; "none" when nothing is sealed or the key is destroyed."""
    return contact_from(vault.unseal(owner, NAME).get(NAME))


def compile_message(contact: SafeContact, zone: str, at: datetime) -> Message | None:
    """What may be sent at the moment `at` to somebody in `zone`; None when nothing may be."""
    if not can_be_mailed(contact) or not is_in_hours(contact, zone, at):
        return None
    return Message(contact, Says.WAITING)


def compile_test(contact: SafeContact, zone: str, at: datetime, number: str) -> Message | None:
    """The first mail to a new address, in the person's hours: a number that she types in here. None when not now."""
    if not can_be_mailed(contact) or not is_in_hours(contact, zone, at):
        return None
    return Message(contact, Says.TEST, number=number)


def compile_entry_message(contact: SafeContact, path: str) -> Message | None:
    """A mail with an entry link, which its reader asked for or expects at work; None where none may go.

    It keeps no hours: whoever is not here yet has not told any, and waits for it.
    """
    if not can_be_mailed(contact) or not contact.read_by_me_alone:
        return None
    return Message(contact, Says.ENTRY, entry_link=f"{settings.LINK_URL}{path}")
