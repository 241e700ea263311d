"""What rails tell us: kept once, believed only after asking the rail, in whatever order it comes."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django_q.tasks import async_task

from payments.models import Attempt, Payee, WebhookEvent
from payments.rails import rail_named
from payments.services.payees import refresh_capability
from payments.services.sending import take_answer

UNHANDLED_AFTER = timedelta(minutes=5)


@transaction.atomic
def keep_event(event_id: str, kind: str, object_id: str, at: datetime) -> WebhookEvent:
    """Store a verified event and queue its handling; a replay is counted and does nothing else."""
    event, new = WebhookEvent.objects.get_or_create(
        event_id=event_id, defaults={"type": kind, "object_id": object_id, "received_at": at}
    )
    if new:
        _queue(event)
    else:
        WebhookEvent.objects.filter(pk=event.pk).update(replays=F("replays") + 1)
    return event


def handle_event(public_id: str, at: datetime) -> None:
    """Do what a kept event calls for. Unknown types are kept and ignored. Raises RailUnreachable to be retried."""
    event = WebhookEvent.objects.get(public_id=public_id)
    if event.handled_at is not None:
        return
    for prefix, handler in HANDLERS.items():
        if event.type.startswith(prefix):
            handler(event.object_id, at)
    WebhookEvent.objects.filter(pk=event.pk).update(handled_at=at)


def resume_events(at: datetime) -> int:
    """Queue again what was kept but never handled, because the rail was away; returns how many."""
    lost = WebhookEvent.objects.filter(handled_at=None, received_at__lte=at - UNHANDLED_AFTER)
    for event in lost:
        _queue(event)
    return len(lost)


def _queue(event: WebhookEvent) -> None:
    async_task("payments.tasks.handle_event", event.public_id)


def _transfer_changed(transfer_id: str, at: datetime) -> None:
    stripe: Any = rail_named(Payee.Rail.STRIPE)  # the one rail that can fetch by its own id
    attempt_id, answer = stripe.fetch(transfer_id)
    # Transfers that somebody made by hand at Stripe belong to no attempt: reconciliation names them.
    attempt = Attempt.objects.select_related("payment").filter(public_id=attempt_id).first()
    if attempt is not None:
        take_answer(attempt, answer, at)


def _account_changed(account_id: str, at: datetime) -> None:
    for payee in Payee.objects.filter(rail=Payee.Rail.STRIPE, stripe_account=account_id):
        refresh_capability(payee)


HANDLERS = {
    "transfer.": _transfer_changed,
    "account.": _account_changed,
    "v2.core.account": _account_changed,
}
