"""Copies at offices: asked back when a yes ends, asked again while nobody answers, and the answer shown to the expert.

The office reads only what it knew: which note or name it was shown, and since when it should be gone. Taken back, lapsed
and left look alike to it.
"""

from datetime import timedelta

from django.db import transaction
from django_q.tasks import async_task

from network.agencies.models import Agency, Official
from network.audit.log import record
from network.common import clock
from network.consent.models import Recall
from network.consent.purposes import Audience, Purpose
from network.consent.signals import office_is_asked
from network.people.models import User

# Proposed: time to look through a shared drive, and a reminder each week after.
WORKING_DAYS = 5
REMIND_EVERY = timedelta(days=7)


def ask(person: User, purpose: Purpose, audience: Audience, agency: Agency, about: str) -> None:
    """Ask this office to delete its copies of `about`, in the caller's transaction; once while it has not answered.

    Telling the office's people is left to a task: they may be many, and the withdrawal waits for none of them.
    """
    now = clock.now()
    recall, is_new = Recall.objects.get_or_create(
        purpose=purpose, agency=agency, about=about, acknowledged_at=None,
        defaults={
            "person": person, "audience_kind": audience.kind, "audience_ref": audience.ref, "asked_at": now,
            "due_at": clock.add_working_days(now, WORKING_DAYS, agency.time_zone), "remind_at": now,
        },
    )  # fmt: skip
    if is_new:
        async_task("network.consent.tasks.tell_office", recall.public_id)


@transaction.atomic
def tell(public_id: str) -> int:
    """Tell the office's people what is due to be told; how many recalls that were, 0 or 1. Safe to repeat."""
    now = clock.now()
    due = Recall.objects.filter(public_id=public_id, acknowledged_at=None, remind_at__lte=now)
    recall = due.select_for_update(of=("self",)).select_related("agency").first()
    if recall is None:
        return 0
    office_is_asked.send(Recall, recall=recall)
    recall.remind_at = recall.due_at if now < recall.due_at else now + REMIND_EVERY
    recall.save(update_fields=["remind_at"])
    return 1


def remind() -> int:
    """The duty: tell every office again that did not answer, and any whose task was lost; how many."""
    due = Recall.objects.filter(acknowledged_at=None, remind_at__lte=clock.now()).order_by("pk")
    return sum(tell(public_id) for public_id in list(due.values_list("public_id", flat=True)))


@transaction.atomic
def acknowledge(recall: Recall, official: Official) -> None:
    """An official says that the office's copies are deleted; the expert sees the day. Twice is the same."""
    recall = Recall.objects.select_for_update().get(pk=recall.pk)
    if recall.acknowledged_at is None:
        recall.acknowledged_at, recall.acknowledged_by = clock.now(), official.public_id
        recall.save(update_fields=["acknowledged_at", "acknowledged_by"])
        record(official.user, "consent.recall_acknowledged", recall, purpose=recall.purpose)
