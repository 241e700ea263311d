"""What waits for a person, read by that person alone."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import Http404
from django.urls import NoReverseMatch, reverse

from network.notifications.conf import MAX_ATTEMPTS
from network.notifications.events import event_named
from network.notifications.models import Notice
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


def undelivered_count() -> int:
    """How many notices could not be mailed after every attempt: for the people who watch the duties."""
    return Notice.objects.filter(mailed_at=None, mail_due_at=None, attempts__gte=MAX_ATTEMPTS).count()
