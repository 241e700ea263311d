"""Every write about notices. `notify` is the only way to tell somebody something."""

from django.db import transaction

from network.common import clock
from network.notifications.events import event_named
from network.notifications.models import ContactState, Notice
from network.people.models import User


@transaction.atomic
def notify(person: User, event: str, subject, *, key: str | None = None) -> Notice:
    """Make something wait for `person`, once: the same `key` (event, subject and person by default) makes no second.

    `subject` has a public_id or is one. Whether and when a mail may announce it is decided when it is due,
    from the person's choices of that moment, so a withdrawal in between is kept.
    """
    found = event_named(event)
    subject_id = getattr(subject, "public_id", subject)
    now = clock.now()
    notice, _ = Notice.objects.get_or_create(
        key=key or f"{event}:{subject_id}:{person.public_id}",
        defaults={
            "person": person,
            "event": event,
            "subject_id": subject_id,
            "at": now,
            "mail_due_at": now if found.mails else None,
        },
    )
    return notice


@transaction.atomic
def mark_read(person: User, notice: Notice) -> None:
    """The person has seen it; a mail about it is no longer needed."""
    _unread(person).filter(pk=notice.pk).update(read_at=clock.now(), mail_due_at=None)


@transaction.atomic
def mark_all_read(person: User) -> int:
    """All that waits has been seen; how many that were."""
    return _unread(person).update(read_at=clock.now(), mail_due_at=None)


@transaction.atomic
def forget(person: User) -> None:
    """Remove all that waits for somebody who leaves, and all that is known about how they were reached."""
    Notice.objects.filter(person=person).delete()
    ContactState.objects.filter(person=person).delete()


def _unread(person: User):
    return Notice.objects.filter(person=person, read_at=None)
