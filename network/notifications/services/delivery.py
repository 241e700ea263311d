"""Announcing notices by neutral mail: at most one an hour, in the person's own hours, only while they agree.

Delivery is at least once (decision 0013): an attempt is counted and put off before the mail leaves, so a crash
in between costs a repeated mail at most, never a storm of them.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from network.common import clock
from network.notifications.choices import contact_for
from network.notifications.compiler import compile_message
from network.notifications.conf import BACKOFF, MAX_ATTEMPTS, ONE_MAIL_PER
from network.notifications.hours import can_be_mailed, next_allowed_moment
from network.notifications.mailing import send
from network.notifications.models import Notice
from network.notifications.services.failures import attempt, give_up
from network.notifications.services.reaching import hold, may_mail
from network.people.models import User


def deliver_notices() -> int:
    """Send what is due to everybody; how many mails left. A person who fails does not hold up the next."""
    due = Notice.objects.filter(mail_due_at__lte=clock.now()).order_by("person_id")
    people = list(due.values_list("person_id", flat=True).distinct())
    return sum(_deliver_to(person_id) for person_id in people)


def _deliver_to(person_id: int) -> int:
    """One mail for all that is due to one person; 0 when none may leave now."""
    notices = _claim(person_id)
    if not notices:
        return 0
    return attempt(person_id, lambda: _send(person_id, notices), "mail_failed", count=len(notices))


@transaction.atomic
def _claim(person_id: int) -> list[int]:
    """Count an attempt and put the next one off; settle at once what may not be mailed, or not yet."""
    person = hold(person_id)
    due = Notice.objects.filter(person_id=person_id, mail_due_at__lte=clock.now())
    if person is None or not due.exists():
        return []
    allowed_at = _allowed_at(person)
    if allowed_at is None or allowed_at > clock.now():
        due.update(mail_due_at=allowed_at)
        return []
    if due.filter(attempts__gte=MAX_ATTEMPTS).update(mail_due_at=None):
        give_up(person)
    notices = list(due.values_list("pk", "attempts"))
    tries = max((attempts for _, attempts in notices), default=0)
    due.update(attempts=F("attempts") + 1, mail_due_at=clock.now() + BACKOFF * 2**tries)
    return [pk for pk, _ in notices]


@transaction.atomic
def _send(person_id: int, notices: list[int]) -> int:
    """Send under the person's lock, so that a withdrawal that has returned is never followed by a mail."""
    person = hold(person_id)
    if person is None:
        return 0
    contact = contact_for(person)
    if not may_mail(person, contact):
        return 0
    message = compile_message(contact, person.time_zone, clock.now())
    if message is None:
        return 0
    send(message, about=contact.ref)
    Notice.objects.filter(pk__in=notices).update(mailed_at=clock.now(), mail_due_at=None)
    return 1


def _allowed_at(person: User) -> datetime | None:
    """The first moment from now at which a mail may leave; None: never."""
    contact = contact_for(person)
    if not can_be_mailed(contact) or not may_mail(person, contact):
        return None
    last = Notice.objects.filter(person=person).aggregate(last=Max("mailed_at"))["last"]
    earliest = max(clock.now(), last + ONE_MAIL_PER) if last else clock.now()
    return next_allowed_moment(contact, person.time_zone, earliest)
