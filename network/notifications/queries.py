"""What waits for a person, read by that person alone."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import Http404
from django.urls import NoReverseMatch, reverse

from network.common import clock
from network.notifications.choices import agrees
from network.notifications.compiler import contact_of
from network.notifications.conf import MAX_ATTEMPTS, MAX_TRIES, TEST_VALID
from network.notifications.events import event_named
from network.notifications.hours import can_be_mailed
from network.notifications.models import ContactState, Notice
from network.people.models import User


class Waiting(NamedTuple):
    """A notice as its person sees it; `url` is empty when it has no page."""

    public_id: str
    words: str
    url: str
    at: datetime
    read_at: datetime | None


def waiting_for(person: User, limit: int = 20) -> list[Waiting]:
    """The newest unread notices of `person`, in one query."""
    return [as_shown(notice) for notice in notices_of(person).filter(read_at=None)[:limit]]


def unread_count(person: User) -> int:
    """How many notices `person` has not read."""
    return Notice.objects.filter(person=person, read_at=None).count()


def notices_of(person: User) -> QuerySet[Notice]:
    """All notices of `person`, newest first, to be paginated."""
    return Notice.objects.filter(person=person).order_by("-at", "-pk")


def notice_for(person: User, public_id: str) -> Notice:
    """One of this person's notices; 404 alike for another's and for none."""
    notice = Notice.objects.filter(person=person, public_id=public_id).first()
    if notice is None:
        raise Http404
    return notice


def as_shown(notice: Notice) -> Waiting:
    """The notice with the words and page of its event."""
    event = event_named(notice.event)
    return Waiting(notice.public_id, event.words, _page(event.url_name, notice), notice.at, notice.read_at)


def _page(url_name: str, notice: Notice) -> str:
    if not url_name:
        return ""
    try:
        return reverse(url_name, args=[notice.subject_id])
    except NoReverseMatch:
        return reverse(url_name)  # A list page, which takes no id.


class Undelivered(NamedTuple):
    """Mails that did not arrive, in numbers: nobody may learn from here whose they are."""

    returned: int
    given_up: int


def undelivered() -> Undelivered:
    """How many people's mail was returned for good, and how many notices never left: for who watches the duties."""
    gave_up = Notice.objects.filter(mailed_at=None, mail_due_at=None, attempts__gte=MAX_ATTEMPTS)
    return Undelivered(ContactState.objects.exclude(failed_at=None).count(), gave_up.count())


class Reach(NamedTuple):
    """How the person is reached now, for their own page; `stage` is one of STAGES, `state` belongs to it."""

    stage: str
    state: ContactState | None = None


STAGES = ("none", "not agreed", "returned", "untested", "testing", "confirmed", "asked", "over")


def reach_of(person: User) -> Reach:
    """Where the person stands between choosing a contact and being mailed; the address itself is not among it."""
    contact = contact_of(person.public_id)
    if not can_be_mailed(contact):
        return Reach("none")
    if not agrees(person):
        return Reach("not agreed")
    state = ContactState.objects.filter(person=person, contact_ref=contact.ref).first()
    return Reach(_stage(state), state) if state else Reach("untested")


def _stage(state: ContactState) -> str:
    now = clock.now()
    if state.test_asked_at and now < state.test_asked_at + TEST_VALID and state.tries < MAX_TRIES:
        return "testing"
    if state.failed_at:
        return "returned"
    if state.ends_at is None or state.ask_again_at is None:
        return "untested"
    if now >= state.ends_at:
        return "over"
    return "asked" if now >= state.ask_again_at else "confirmed"
