"""What mail servers send back: read by a duty from one Maildir, matched by our own signed Message-ID, then destroyed.

No manager reads these: each holds an address.
"""

from collections.abc import Iterator
from email.message import Message as Mail
from mailbox import Maildir

from django.conf import settings

from network.notifications.mailing import whom_it_was_about
from network.notifications.models import ContactState
from network.notifications.services.failures import returned

AT_ONCE = 500


def read_bounces() -> int:
    """Stop mails to every address whose mail came back for good; how many. 0 where no Maildir is set."""
    if not settings.MAIL_BOUNCES:
        return 0
    box = Maildir(settings.MAIL_BOUNCES, create=False)
    return sum(_read(box, key) for key in list(box.keys())[:AT_ONCE])


def _read(box: Maildir, key: str) -> int:
    found = _whose(box.get_message(key))
    for person_id in found:
        returned(person_id)
    box.discard(key)
    return len(found)


def _whose(report: Mail) -> list[int]:
    """The people whose mail this report (RFC 3464) says has failed; none for anything else, and for a forged one."""
    parts = list(report.walk())
    if not any(_says_failed(part) for part in parts):
        return []
    about = {whom_it_was_about(message_id) for part in parts for message_id in _message_ids(part)}
    states = ContactState.objects.filter(contact_ref__in=[ref for ref in about if ref])
    return list(states.values_list("person_id", flat=True))


def _says_failed(part: Mail) -> bool:
    return part.get_content_type() == "message/delivery-status" and any(
        str(block.get("Action", "")).strip().lower() == "failed" for block in part.walk()
    )


def _message_ids(part: Mail) -> Iterator[str]:
    """Message-IDs of the mail that came back: whole, or only its headers."""
    if part.get_content_type() == "text/rfc822-headers":
        lines = str(part.get_payload()).splitlines()
        yield from (line.partition(":")[2] for line in lines if line.lower().startswith("message-id:"))
    elif part.get("Message-ID"):
        yield str(part["Message-ID"])
