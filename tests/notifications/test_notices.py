"""The list of what waits: one's own, read by a post, at a constant cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.notifications import events
from network.notifications.models import Notice
from network.notifications.queries import unread_count, waiting_for
from network.notifications.services import notify
from network.people.roles import Role
from tests.factories import user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_events(monkeypatch):
    known = {
        "place": events.Event("place", "Please check your time zone.", "people:place", False),
        "plain": events.Event("plain", "Something was done.", "", False),
    }
    monkeypatch.setattr(events, "_EVENTS", known)


@pytest.fixture
def person():
    return user(Role.EXPERT)


def test_what_waits_has_words_and_a_page(person):
    notify(person, "place", "subject-1")
    notify(person, "plain", "subject-1")
    plain, place = waiting_for(person)
    assert (plain.words, plain.url) == ("Something was done.", "")
    assert (place.words, place.url) == ("Please check your time zone.", "/account/place/")
    assert unread_count(person) == 2


def test_opening_marks_it_as_read_and_goes_there(person, sign_in):
    notice = notify(person, "place", "subject-1")
    client = sign_in(person)
    assert client.get(f"/notices/{notice.public_id}/open/").status_code == 405
    assert client.post(f"/notices/{notice.public_id}/open/")["Location"] == "/account/place/"
    assert unread_count(person) == 0


def test_all_can_be_marked(person, sign_in):
    for number in range(3):
        notify(person, "plain", f"subject-{number}")
    other = notify(user(), "plain", "subject-1")
    sign_in(person).post("/notices/read-all/")
    assert unread_count(person) == 0
    assert Notice.objects.get(pk=other.pk).read_at is None


def test_another_persons_notice_is_like_none(person, sign_in):
    foreign = notify(user(), "plain", "subject-1")
    client = sign_in(person)
    pages = [client.post(f"/notices/{ref}/open/") for ref in (foreign.public_id, "AAAAAAAAAAAAAAAA")]
    assert [page.status_code for page in pages] == [404, 404]
    assert pages[0].content == pages[1].content


def test_the_list_costs_the_same_however_long(person, sign_in):
    client = sign_in(person)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/notices/").status_code == 200
        return len(queries)

    notify(person, "plain", "subject-0")
    cost()
    few = cost()
    for number in range(40):
        notify(person, "plain", f"subject-{number}")
    assert cost() == few
    assert "Page 2" in client.get("/notices/").text


def test_an_event_has_one_meaning(monkeypatch):
    events.register_event("plain", "Something was done.", "", False)
    with pytest.raises(ValueError, match="twice"):
        events.register_event("plain", "Something else.")
