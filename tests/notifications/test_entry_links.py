"""Entry links are mailed once, to the sealed contact, and their secret is kept nowhere."""

from datetime import timedelta

import pytest
import time_machine

from network.common import clock
from network.notifications.services.entry_links import deliver_entry_links
from network.people.entry import courier, entry_path, issue_join_link
from network.people.models import EntryLink
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact

pytestmark = pytest.mark.django_db
DESK = "official-desk-01"


@pytest.fixture
def link():
    keep_safe_contact(
        DESK, SafeContact(channel="email", address="desk@office.example", read_by_me_alone=True)
    )
    made = issue_join_link(Role.OFFICIAL, by=None, reference=DESK)
    courier(DESK, made)
    return made


def test_it_is_mailed_once_to_the_sealed_contact(link, mailoutbox, settings):
    settings.LINK_URL = "https://plain.example"
    assert [deliver_entry_links(), deliver_entry_links()] == [1, 0]
    (sent,) = mailoutbox
    assert sent.to == ["desk@office.example"]
    assert f"https://plain.example{entry_path(link)}" in sent.body
    link.refresh_from_db()
    assert link.sent_at and link.send_due_at is None


def test_its_secret_lies_in_no_table(link):
    secret = entry_path(link).split(".")[-1].strip("/")
    assert secret not in str(list(EntryLink.objects.values()))


@pytest.mark.parametrize("over", [{"used_at": True}, {"expires_at": True}])
def test_a_link_that_is_over_is_not_mailed(link, mailoutbox, over):
    EntryLink.objects.update(**{field: clock.now() for field in over})
    assert deliver_entry_links() == 0 and not mailoutbox


def test_a_broken_server_is_tried_again_later(link, mailoutbox, monkeypatch):
    def refuse(message):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("network.notifications.services.entry_links.send", refuse)
        assert deliver_entry_links() == 0
    assert deliver_entry_links() == 0, "not before the wait is over"
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        assert deliver_entry_links() == 1


def test_trying_ends(link, monkeypatch):
    EntryLink.objects.update(attempts=5)
    assert deliver_entry_links() == 0
    assert EntryLink.objects.get().send_due_at is None


def test_without_an_address_it_is_not_tried_again(mailoutbox):
    courier("nobody-0000", issue_join_link(Role.OFFICIAL, by=None))
    assert deliver_entry_links() == 0 and not mailoutbox
    assert EntryLink.objects.get().send_due_at is None


def test_an_inbox_that_others_read_gets_no_link(link, mailoutbox):
    keep_safe_contact(DESK, SafeContact(channel="email", address="desk@office.example"))
    assert deliver_entry_links() == 0 and not mailoutbox


def test_what_another_worker_has_claimed_is_left_to_it(link, mailoutbox):
    from network.notifications.services import entry_links

    assert entry_links._claim(link.pk) and not entry_links._claim(link.pk)
    assert not entry_links._claim(0), "one that is gone"
    assert not mailoutbox
