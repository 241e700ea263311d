"""Asking to join tells a stranger nothing, and shows a manager nothing without a reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.audit.models import Entry
from network.notifications.services.entry_links import deliver_entry_links
from network.people.models import EntryLink, JoinRequest
from network.people.roles import Role
from network.people.safe_contact import own_contact
from network.people.services import requests
from network.vault.models import Shredding
from tests.factories import user

pytestmark = pytest.mark.django_db
ASKED = {"address": "heron@example.org", "sender_name": "calendar", "subject": "reminder"}


@pytest.fixture
def asked(client):
    client.post("/ask-to-join/", ASKED)
    return JoinRequest.objects.get()


@pytest.fixture
def manager(sign_in):
    return sign_in(user(Role.MANAGER))


def test_the_answer_is_always_the_same(client):
    first, second = (client.post("/ask-to-join/", ASKED) for _ in range(2))
    assert first["Location"] == second["Location"] == "/ask-to-join/thank-you/"
    assert JoinRequest.objects.count() == 2


def test_the_work_is_always_the_same(client):
    client.post("/ask-to-join/", ASKED)  # the first try from an address begins its count
    counts = []
    for address in (ASKED["address"], "new@example.org"):
        with CaptureQueriesContext(connection) as queries:
            client.post("/ask-to-join/", {**ASKED, "address": address})
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_a_wrong_address_is_explained(client):
    page = client.post("/ask-to-join/", {**ASKED, "address": "heron"})
    assert "like name@example.org" in page.text and 'value="heron"' in page.text
    assert not JoinRequest.objects.exists()


def test_asking_is_limited(client):
    answers = [client.post("/ask-to-join/", ASKED).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]


def test_the_queue_shows_no_contact(asked, manager):
    for path in ("/people/join-requests/", f"/people/join-requests/{asked.public_id}/"):
        assert "heron" not in manager.get(path).text


def test_reading_needs_a_reason_and_is_audited(asked, manager):
    page = f"/people/join-requests/{asked.public_id}/"
    assert "heron" not in manager.post(page, {}).text
    assert not Entry.objects.filter(action="join_request.read").exists()
    assert "heron@example.org" in manager.post(page, {"reason": "answer"}).text
    read = Entry.objects.get(action="join_request.read")
    assert read.object_id == asked.public_id and read.detail == {"reason_code": "answer"}
    assert "heron" not in manager.get(page).text
    with pytest.raises(ValueError):
        requests.read_contact(asked, "curious", by=user(Role.MANAGER))


def test_inviting_by_hand_shows_the_link_once_and_destroys_the_contact(asked, manager):
    path = f"/people/join-requests/{asked.public_id}/invite/"
    assert "/enter/" in manager.post(path, {"how": "hand"}).text
    assert manager.post(path, {"how": "hand"}).status_code == 404
    assert EntryLink.objects.count() == 1 and EntryLink.objects.get().role == Role.EXPERT
    assert own_contact(asked.public_id).address == ""


def test_inviting_by_mail_sends_one_neutral_mail_and_destroys_the_contact(asked, manager, mailoutbox):
    manager.post(f"/people/join-requests/{asked.public_id}/invite/", {"how": "mail"})
    assert deliver_entry_links() == 1
    assert deliver_entry_links() == 0
    (mail,) = mailoutbox
    assert mail.to == ["heron@example.org"] and mail.subject == "A reminder"
    assert "/enter/" in mail.body
    assert Shredding.objects.filter(owner=asked.public_id).exists()


def test_declining_sends_nothing_and_destroys_the_contact(asked, manager, mailoutbox):
    manager.post(f"/people/join-requests/{asked.public_id}/decline/")
    asked.refresh_from_db()
    assert asked.state == "declined" and own_contact(asked.public_id).address == ""
    assert deliver_entry_links() == 0 and not mailoutbox


def test_a_double_answer_changes_nothing(asked):
    by = user(Role.MANAGER)
    assert requests.invite(asked, by=by, mail=False)
    assert requests.invite(asked, by=by, mail=False) is None
    requests.decline(asked, by=by)
    asked.refresh_from_db()
    assert asked.state == "invited"


def test_only_managers_see_the_queue(sign_in, asked):
    for role in set(Role) - {Role.MANAGER}:
        client = sign_in(user(role))
        assert client.get("/people/join-requests/").status_code == 404
        assert client.post(f"/people/join-requests/{asked.public_id}/decline/").status_code == 404


def test_letting_a_person_back_in(manager):
    person = user(Role.EXPERT, alias="Grey Owl")
    assert "Nobody signs in" in manager.post("/people/recovery/", {"alias": "Nobody"}).text
    page = manager.post("/people/recovery/", {"alias": " grey owl "}).text
    assert "/enter/" in page and "Grey Owl" not in page
    assert EntryLink.objects.get().user == person


def test_the_queue_costs_the_same_however_long(manager, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(connection) as queries:
            manager.get("/people/join-requests/")
        return len(queries)

    JoinRequest.objects.create()
    cost()
    few = cost()
    JoinRequest.objects.bulk_create(JoinRequest() for _ in range(20))
    assert cost() == few
