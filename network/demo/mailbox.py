"""Reads the folder that the demo's mail is written to."""

from datetime import datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

SEPARATOR = b"-" * 79


class Sent(NamedTuple):
    """One message as it was sent."""

    at: datetime | None
    sender: str
    to: str
    subject: str
    body: str


def newest(count: int) -> list[Sent]:
    """The latest messages, newest first; empty before the first."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", None) or settings.VAR / "mail")
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)[:count]
    sent = [_read(part) for path in files for part in path.read_bytes().split(SEPARATOR) if part.strip()]
    return sorted(sent, key=lambda mail: mail.at.timestamp() if mail.at else 0, reverse=True)[:count]


def _read(raw: bytes) -> Sent:
    mail = message_from_bytes(raw.strip(), policy=policy.default)
    body = mail.get_body(("plain",))
    at = parsedate_to_datetime(mail["Date"]) if mail["Date"] else None
    return Sent(
        at, str(mail["From"]), str(mail["To"]), str(mail["Subject"]), body.get_content() if body else ""
    )
