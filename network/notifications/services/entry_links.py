"""Mailing entry links. The secret is derived when the mail is made; no table, task or log ever holds it."""

import structlog
from django.db import transaction

from network.common import clock
from network.notifications.compiler import compile_entry_message, contact_of
from network.notifications.conf import BACKOFF, MAX_ATTEMPTS
from network.notifications.mailing import send
from network.people.entry import entry_path
from network.people.models import EntryLink
from network.people.services.requests import forget_contact

log = structlog.get_logger()


def deliver_entry_links() -> int:
    """Mail every link that is due, each on its own; how many left."""
    due = EntryLink.objects.filter(send_due_at__lte=clock.now(), used_at=None).order_by("pk")
    return sum(_deliver(pk) for pk in list(due.values_list("pk", flat=True)))


def _deliver(pk: int) -> int:
    if not _claim(pk):
        return 0
    try:
        return _send(pk)
    except Exception as failure:
        log.error("entry_link_failed", error=type(failure).__qualname__)
        return 0


@transaction.atomic
def _claim(pk: int) -> bool:
    """Count an attempt before the mail leaves; False when another worker has the link or it is over."""
    link = EntryLink.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    if link is None or link.send_due_at is None or link.send_due_at > clock.now():
        return False
    over = link.attempts >= MAX_ATTEMPTS or link.expires_at <= clock.now() or link.used_at
    link.send_due_at = None if over else clock.now() + BACKOFF * 2**link.attempts
    link.attempts += not over
    link.save(update_fields=["send_due_at", "attempts"])
    return not over


@transaction.atomic
def _send(pk: int) -> int:
    link = EntryLink.objects.select_for_update().get(pk=pk)
    message = compile_entry_message(contact_of(link.send_to), entry_path(link))
    if message:
        send(message)
        link.sent_at = clock.now()
    link.send_due_at = None
    link.save(update_fields=["sent_at", "send_due_at"])
    forget_contact(link.send_to)
    return int(bool(message))
