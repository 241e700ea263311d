"""When an entry link is tried, until exactly when, and that the contact it went to is destroyed."""

from datetime import timedelta

import pytest

from network.common import clock
from network.notifications.services import entry_links
from network.notifications.services.entry_links import deliver_entry_links
from network.people.entry import courier, issue_join_link
from network.people.models import EntryLink, JoinRequest
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact, own_contact
from network.people.services.requests import ask_to_join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
SECOND = timedelta(seconds=1)
DESK = SafeContact(channel="email", address="desk@office.example", read_by_me_alone=True)


def link_to(owner="desk-0000") -> EntryLink:
    keep_safe_contact(owner, DESK)
    link = issue_join_link(Role.OFFICIAL, by=None)
    courier(owner, link)
    return link


@pytest.fixture
def refusing(monkeypatch):
    def refuse(message):
        raise ConnectionRefusedError(message.to)

    monkeypatch.setattr(entry_links, "send", refuse)


def test_each_link_leaves_in_the_minute_in_which_it_was_asked_for(mailoutbox):
    first, second = link_to(), link_to("desk-0001")
    assert deliver_entry_links() == 2 and len(mailoutbox) == 2
    for link in (first, second):
        link.refresh_from_db()
        assert link.sent_at == clock.now() and link.attempts == 1


def test_a_broken_server_is_tried_five_times_each_after_twice_the_time(refusing, noon, caplog):
    link, waits = link_to(), []
    while True:
        assert deliver_entry_links() == 0
        link.refresh_from_db()
        if link.send_due_at is None:
            break
        waits.append((link.send_due_at - clock.now()) / timedelta(minutes=1))
        noon.move_to(link.send_due_at)
    assert waits == [5, 10, 20, 40, 80] and link.attempts == 5 and link.sent_at is None
    assert "entry_link_failed" in caplog.text and "ConnectionRefusedError" in caplog.text
    assert "desk@" not in caplog.text


def test_it_is_mailed_until_the_last_second_in_which_it_works(noon, mailoutbox):
    ends = link_to().expires_at
    noon.move_to(ends - SECOND)
    assert deliver_entry_links() == 1
    link_to("desk-0001")
    EntryLink.objects.update(expires_at=ends)
    noon.move_to(ends)
    assert deliver_entry_links() == 0 and len(mailoutbox) == 1


def test_one_that_was_used_meanwhile_is_left_alone(mailoutbox):
    link = link_to()
    EntryLink.objects.update(used_at=clock.now())
    assert not entry_links._claim(link.pk) and not mailoutbox
    link.refresh_from_db()
    assert link.attempts == 0 and link.send_due_at is None
    assert entry_links._claim(link.pk) is False, "nor by a worker that had listed it before"


def test_nothing_that_could_not_be_mailed_is_called_sent():
    link = issue_join_link(Role.OFFICIAL, by=None)
    courier("nobody-0000", link)
    assert deliver_entry_links() == 0
    link.refresh_from_db()
    assert link.sent_at is None and link.send_due_at is None


def test_the_contact_of_a_request_to_join_is_destroyed_once_its_link_has_left(mailoutbox):
    request = ask_to_join(DESK)
    courier(request.public_id, issue_join_link(Role.EXPERT, by=None))
    assert own_contact(request.public_id).address == "desk@office.example"
    assert deliver_entry_links() == 1
    assert own_contact(request.public_id) == SafeContact() and JoinRequest.objects.exists()
