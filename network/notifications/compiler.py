"""The safe-contact compiler: the only place that opens a contact, and the only words that ever leave.

A message is worked out from the person's choices alone. What happened, who the person is and who we are
have no way into it, because they are not among its inputs.
"""

from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

from network.people.safe_contact import NAME, SafeContact, contact_from
from network.vault import services as vault

BODY = "Something is waiting for you."
LINK_BODY = "Here is the link you asked for. It works once.\n\n{url}"


class Message(NamedTuple):
    """A finished mail. Nothing else is ever sent."""

    to: str
    sender_name: str
    subject: str
    body: str


def contact_of(owner: str) -> SafeContact:
    """The choices sealed under `owner`; "none" when nothing is sealed or the key is destroyed."""
    return contact_from(vault.unseal(owner, NAME).get(NAME))


def compile_message(contact: SafeContact, zone: str, at: datetime) -> Message | None:
    """What may be sent at the moment `at` to somebody in `zone`; None when nothing may be."""
    if not can_be_mailed(contact) or next_allowed_moment(contact, zone, at) != at:
        return None
    body = f"{BODY}\n\n{settings.SITE_URL}" if contact.may_name_network else BODY
    return Message(contact.address, contact.sender_name, contact.subject, body)


def compile_entry_message(contact: SafeContact, url: str) -> Message | None:
    """A mail with an entry link, which its reader asked for or expects at work; None without an address."""
    if not can_be_mailed(contact):
        return None
    return Message(contact.address, contact.sender_name, contact.subject, LINK_BODY.format(url=url))


def can_be_mailed(contact: SafeContact) -> bool:
    """Whether there is a way and a time at all."""
    return (
        contact.channel == "email"
        and bool(contact.address)
        and 0 <= contact.hours_from < contact.hours_to <= 24
        and any(0 <= day <= 6 for day in contact.days)
    )


def next_allowed_moment(contact: SafeContact, zone: str, at: datetime) -> datetime:
    """`at` itself when it lies in the person's hours and days, else when their next such hour begins, in UTC.

    The contact must be one that `can_be_mailed`; every week then holds such an hour.
    """
    local = at.astimezone(ZoneInfo(zone))
    if local.weekday() in contact.days and contact.hours_from <= local.hour < contact.hours_to:
        return at
    for days in range(8):
        begins = (local + timedelta(days=days)).replace(
            hour=contact.hours_from, minute=0, second=0, microsecond=0
        )
        if begins > local and begins.weekday() in contact.days:
            return begins.astimezone(ZoneInfo("UTC"))
    raise ValueError("a contact without an hour cannot be mailed")
