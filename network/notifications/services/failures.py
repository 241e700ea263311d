"""A mail that did not arrive: the person reads it here, managers see a count, nobody else learns anything."""

from collections.abc import Callable

import structlog
from django.db import transaction

from network.common import clock
from network.notifications.mailing import AddressRefused
from network.notifications.models import ContactState, Notice
from network.notifications.services.notices import notify
from network.people.models import User

log = structlog.get_logger()


def attempt(person_id: int, send: Callable[[], int], failed: str, **detail: int) -> int:
    """What `send` says, how many mails left; 0 when it failed, and no failure holds up the next person.

    An address that refuses is settled at once; anything else is logged as `failed` and tried again later.
    """
    try:
        return send()
    except AddressRefused:
        returned(person_id)
    except Exception as failure:
        log.error(failed, error=type(failure).__qualname__, **detail)
    return 0


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
