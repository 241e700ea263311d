"""A mail that did not arrive: the person reads it here, managers see a count, nobody else learns anything."""

from django.db import transaction

from network.common import clock
from network.notifications.models import ContactState, Notice
from network.notifications.services.notices import notify
from network.people.models import User


@transaction.atomic
def returned(person_id: int) -> None:
    """The address refuses mail for good: nothing more goes there until a new test arrives. Safe to repeat."""
    person = User.objects.select_for_update(no_key=True).get(pk=person_id)
    failing = ContactState.objects.filter(person=person, failed_at=None)
    if failing.update(failed_at=clock.now(), test_due_at=None):
        Notice.objects.filter(person=person).update(mail_due_at=None)
        give_up(person)


@transaction.atomic
def give_up(person: User) -> None:
    """Tell the person, once a day at most, that a message could not be delivered."""
    key = f"contact.failed:{person.public_id}:{clock.now():%Y%m%d}"
    notify(person, "contact.failed", person, key=key)
