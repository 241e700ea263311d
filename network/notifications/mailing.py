"""Handing a compiled message to the mail server. Nothing else in the project may."""

from email.utils import formataddr, make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from network.notifications.compiler import Message


def send(message: Message) -> None:
    """Send it, or raise what the mail server raised."""
    _, own_address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    EmailMessage(
        subject=message.subject,
        body=message.body,
        from_email=formataddr((message.sender_name, own_address)),
        to=[message.to],
        # Django would put this machine's name into the Message-ID.
        headers={"Message-ID": make_msgid(domain=own_address.rpartition("@")[2])},
    ).send()
