"""Handing a compiled message to the mail server. Nothing else in the project may."""

import secrets
import smtplib
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage

from network.notifications.compiler import Message

_signer = signing.Signer(salt="network.notifications.message", sep=".")
# Codes of RFC 5321 for an address that does not exist, is not here or has a name that cannot be.
NO_SUCH_ADDRESS = (550, 551, 553)


class AddressRefused(Exception):
    """The address itself is refused for good. Holds no address."""


def send(message: Message, about: str = "") -> None:
    """Send it, or raise AddressRefused or what else went wrong.

    `about` is the contact's own `ref`, by which a later bounce finds its way back; it stands, signed, in the Message-ID.
    """
    try:
        as_mail(message, about).send()
    except smtplib.SMTPRecipientsRefused as refused:
        if all(_is_final(*answer) for answer in refused.recipients.values()):
            raise AddressRefused from None
        raise


def as_mail(message: Message, about: str = "") -> EmailMessage:
    """The whole mail. Its headers are an allow-list, held by a test; none names this machine or this software."""
    _, own_address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return EmailMessage(
        subject=message.subject,
        body=message.body,
        from_email=formataddr((message.sender_name, own_address)),
        to=[message.to],
        headers={
            "Message-ID": f"<{_message_name(about)}@{own_domain()}>",
            "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office answers, which others could read.
        },
    )


def whom_it_was_about(message_id: str) -> str | None:
    """The contact's `ref` that `send` put into this Message-ID; None for any other, and for a forged one."""
    try:
        return _signer.unsign(message_id.strip().strip("<>").rpartition("@")[0]).partition("+")[0] or None
    except signing.BadSignature:
        return None


def own_domain() -> str:
    """The domain that mails come from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def _message_name(about: str) -> str:
    return _signer.sign(f"{about}+{secrets.token_hex(8)}")


def _is_final(code: int, words: bytes) -> bool:
    """Not 5.7, a rule about the sender: then nobody's address is wrong, and the deployment is."""
    return code in NO_SUCH_ADDRESS and not words.startswith(b"5.7")
