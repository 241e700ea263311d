"""Confirming a contact: a test with a number before anything else is mailed, and a question every six months.

A test is mailed at least once too, within a day of being asked for; then the person asks again.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from network.audit.log import record
from network.common import clock
from network.notifications.choices import agrees, contact_for
from network.notifications.compiler import compile_test
from network.notifications.conf import BACKOFF, CONFIRM_EVERY_MONTHS, MAX_TRIES, ONE_MAIL_PER, TEST_VALID
from network.notifications.hours import can_be_mailed, next_allowed_moment
from network.notifications.mailing import send
from network.notifications.models import ContactState
from network.notifications.services.failures import attempt, give_up
from network.notifications.services.notices import notify
from network.notifications.services.reaching import hold, state_of
from network.people.models import User
from network.people.safe_contact import SafeContact

GIVE_UP_AFTER = timedelta(days=1)  # Counted from the first moment at which the test might leave.


class TestRefused(Exception):
    """No test can be sent now. Safe to show."""

    __test__ = False


@transaction.atomic
def ask_for_test(person: User) -> None:
    """Have a test mailed, in the person's hours. Raises TestRefused."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    contact = contact_for(person)
    state = state_of(person, contact)
    now = clock.now()
    if not can_be_mailed(contact):
        raise TestRefused("Choose first how we may reach you.")
    if not agrees(person):
        raise TestRefused("Say first that we may send you messages.")
    if state.test_asked_at and state.test_asked_at + ONE_MAIL_PER > now:
        raise TestRefused("You asked for a test less than an hour ago. You can ask again later.")
    state.test_asked_at, state.test_sent_at, state.tries = now, None, 0
    state.test_due_at = next_allowed_moment(contact, person.time_zone, now)
    state.save()


@transaction.atomic
def answer_test(person: User, number: str) -> bool:
    """The person types the number of the test and so says that it arrived and is safe; whether it was the one.

    After five wrong ones, and after seven days, only a new test counts.
    """
    state = _locked(person)
    if state is None or state.test_asked_at is None or not _is_open(state):
        return False
    if not constant_time_compare(number, number_of(state)):
        ContactState.objects.filter(pk=state.pk).update(tries=state.tries + 1)
        return False
    state.failed_at = state.test_due_at = state.test_asked_at = None
    _confirm(person, state)
    return True


@transaction.atomic
def still_safe(person: User) -> bool:
    """The person says that a confirmed contact is still safe; whether there was one that a word can renew."""
    state = _locked(person)
    if state is None or not state.is_confirmed:
        return False
    _confirm(person, state)
    return True


def deliver_tests() -> int:
    """Mail every test that is due; how many left."""
    due = ContactState.objects.filter(test_due_at__lte=clock.now()).order_by("pk")
    return sum(_deliver(person_id) for person_id in list(due.values_list("person_id", flat=True)))


@transaction.atomic
def ask_again() -> int:
    """Ask, inside the network, everybody whose contact was confirmed six months ago; how many were asked."""
    before = clock.months_later(clock.now(), -CONFIRM_EVERY_MONTHS)
    due = ContactState.objects.select_for_update(of=("self",), skip_locked=True).filter(
        confirmed_at__lte=before, asked_again_at=None, failed_at=None, person__is_active=True
    )
    states = list(due.select_related("person"))
    for state in states:
        key = f"contact.check:{state.public_id}:{state.confirmed_at:%Y%m%d}"
        notify(state.person, "contact.check", state.person, key=key)
    ContactState.objects.filter(pk__in=[state.pk for state in states]).update(asked_again_at=clock.now())
    return len(states)


def number_of(state: ContactState) -> str:
    """The six digits of the last test. Derived, like an entry link: no table, task or log holds them."""
    asked_at = state.test_asked_at.timestamp() if state.test_asked_at else ""
    told = f"{state.public_id}:{state.contact_ref}:{asked_at}"
    return f"{int(salted_hmac('network.notifications.test', told).hexdigest(), 16) % 10**6:06}"


def _deliver(person_id: int) -> int:
    return attempt(person_id, lambda: _send(person_id) if _claim(person_id) else 0, "test_failed")


@transaction.atomic
def _claim(person_id: int) -> bool:
    """Put the next attempt off before the mail leaves; settle what may not be sent, or not yet."""
    person = hold(person_id)
    if person is None:
        return False
    contact = contact_for(person)
    state, now = state_of(person, contact), clock.now()
    if state.test_due_at is None or state.test_asked_at is None or state.test_due_at > now:
        return False
    state.test_due_at = _next_try(person, contact, state.test_asked_at)
    state.save(update_fields=["test_due_at"])
    return state.test_due_at is not None


def _next_try(person: User, contact: SafeContact, asked_at: datetime) -> datetime | None:
    if not person.is_active or not can_be_mailed(contact) or not agrees(person):
        return None
    begins = next_allowed_moment(contact, person.time_zone, asked_at)
    if clock.now() > begins + GIVE_UP_AFTER:
        give_up(person)
        return None
    return next_allowed_moment(contact, person.time_zone, clock.now() + BACKOFF)


@transaction.atomic
def _send(person_id: int) -> int:
    """Under the person's lock, as every mail: a withdrawal that has returned is never followed by one."""
    person = hold(person_id)
    if person is None or not agrees(person):
        return 0
    contact = contact_for(person)
    state = state_of(person, contact)
    message = compile_test(contact, person.time_zone, clock.now(), number_of(state))
    if message is None:
        return 0
    send(message, about=contact.ref)
    state.test_due_at, state.test_sent_at = None, clock.now()
    state.save(update_fields=["test_due_at", "test_sent_at"])
    return 1


def _locked(person: User) -> ContactState | None:
    """What is known about the person's contact of this moment, with the person held; None: nothing to be reached by."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    contact = contact_for(person)
    return state_of(person, contact) if can_be_mailed(contact) else None


def _is_open(state: ContactState) -> bool:
    asked_at = state.test_asked_at
    return asked_at is not None and state.tries < MAX_TRIES and clock.now() < asked_at + TEST_VALID


def _confirm(person: User, state: ContactState) -> None:
    state.confirmed_at, state.asked_again_at = clock.now(), None
    state.save()
    record(person, "contact.confirmed", person)
