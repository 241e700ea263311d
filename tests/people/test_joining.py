"""An entry link makes one person, once, and brings a known person back in."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.http import Http404
from django.test import Client
from django.utils import timezone
from time_machine import travel

from network.people import entry
from network.people.models import EntryLink, User
from network.people.roles import Role
from network.people.safe_contact import own_contact
from network.people.services import joining
from tests.factories import PASSWORD, user

pytestmark = pytest.mark.django_db
GOOD = "violet kettle harbour nine"
EXPERT = {
    "alias": "Blue Heron",
    "channel": "email",
    "address": "heron@example.org",
    "sender_name": "calendar",
    "subject": "reminder",
    "time_zone": "Africa/Nairobi",
    "hours_from": 9,
    "hours_to": 17,
}


@pytest.fixture
def link():
    return entry.issue_join_link(Role.EXPERT, by=None)


@pytest.fixture
def joined_with(monkeypatch):
    """What completing a joining was called with."""
    calls = []
    monkeypatch.setitem(entry._COMPLETERS, Role.EXPERT, lambda user, ref: calls.append((user.alias, ref)))
    return calls


def _set_password(client, path, password=GOOD):
    return client.post(f"{path}password/", {"password": password, "again": password})


def test_opening_a_link_changes_nothing(client, link):
    for _ in range(2):
        assert client.get(entry.entry_path(link)).status_code == 200
    link.refresh_from_db()
    assert link.user is None and link.used_at is None and not User.objects.exists()


def test_an_expert_joins_with_alias_contact_and_password(client, link, joined_with):
    path = entry.entry_path(link)
    assert client.post(path, EXPERT)["Location"] == path
    assert joined_with == []
    response = _set_password(client, path)
    assert response["Location"] == "/home/"
    person = User.objects.get()
    assert person.roles == {"expert"} and person.time_zone == "Africa/Nairobi"
    assert own_contact(person.public_id).address == "heron@example.org"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert joined_with == [("Blue Heron", "")]


def test_an_expert_who_wants_no_message_leaves_no_address(client, link):
    client.post(entry.entry_path(link), {**EXPERT, "channel": "none"})
    assert own_contact(User.objects.get().public_id).address == ""


def test_everybody_else_is_asked_for_an_alias_only(client):
    link = entry.issue_join_link(Role.OFFICIAL, by=None, reference="abc")
    page = client.get(entry.entry_path(link)).text
    assert 'name="alias"' in page and 'name="address"' not in page
    client.post(entry.entry_path(link), {"alias": "desk-3"})
    assert User.objects.get().roles == {"official"}


def test_a_link_is_resumed_where_it_was_left(client, link):
    client.post(entry.entry_path(link), EXPERT)
    assert "How will you sign in?" in Client().get(entry.entry_path(link)).text


def test_a_link_never_makes_two_people(client, link):
    client.post(entry.entry_path(link), EXPERT)
    client.post(entry.entry_path(link), {**EXPERT, "alias": "Second"})
    assert joining.take_alias(link, "Third").alias == "Blue Heron"
    assert User.objects.count() == 1


def test_a_link_works_once(client, link):
    path = entry.entry_path(link)
    client.post(path, EXPERT)
    _set_password(client, path)
    assert client.get(path).status_code == 404
    assert _set_password(Client(), path, "another password entirely").status_code == 404
    assert User.objects.get().check_password(GOOD)


def test_the_slower_of_two_posts_at_once_changes_nothing(link):
    joining.take_alias(link, "Blue Heron")
    joining.enter_by_password(link, GOOD)
    with pytest.raises(Http404):
        joining.enter_by_password(link, "another password entirely")
    with pytest.raises(Http404):
        joining.take_alias(link, "Second")
    assert User.objects.get().check_password(GOOD)


def test_used_expired_and_forged_links_look_the_same(client, link):
    used, expired = link, entry.issue_join_link(Role.EXPERT, by=None)
    EntryLink.objects.filter(pk=used.pk).update(used_at=timezone.now())
    EntryLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    pages = [
        client.get(path)
        for path in (
            entry.entry_path(used),
            entry.entry_path(expired),
            "/enter/forged.token/",
            "/enter/x/password/",
        )
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_a_taken_alias_is_refused_in_any_letter_case(client, link):
    user(alias="blue heron")
    response = client.post(entry.entry_path(link), EXPERT)
    assert "already uses this name" in response.text and EXPERT["address"] in response.text
    assert User.objects.count() == 1


def test_an_alias_taken_in_between_is_refused_too(client, link, monkeypatch):
    user(alias="Blue Heron")
    monkeypatch.setattr("network.people.forms.joining.AliasForm.clean_alias", lambda form: "Blue Heron")
    assert "already uses this name" in client.post(entry.entry_path(link), EXPERT).text


@pytest.mark.parametrize("alias", ["", "ab", "me@example.org", "x" * 41, "<b>"])
def test_a_bad_alias_says_how_to_mend_it(client, link, alias):
    response = client.post(entry.entry_path(link), {**EXPERT, "alias": alias})
    assert response.status_code == 200 and response.context["form"].errors["alias"]


def test_a_weak_password_is_refused(client, link):
    path = entry.entry_path(link)
    client.post(path, EXPERT)
    assert _set_password(client, path, "short").status_code == 200
    assert client.post(f"{path}password/", {"password": GOOD, "again": "x"}).status_code == 200
    assert not User.objects.get().has_usable_password()


def test_coming_back_ends_old_sessions_and_second_steps(client):
    person, manager = user(Role.EXPERT), user(Role.MANAGER)
    old = Client()
    old.post("/account/login/", {"login": person.alias, "password": PASSWORD})
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    path = entry.entry_path(entry.issue_recovery_link(person, by=manager))
    assert "Welcome back" in client.get(path).text
    assert Session.objects.count() == 1
    _set_password(client, path)
    assert not Authenticator.objects.exists()
    assert old.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200
    person.refresh_from_db()
    assert person.check_password(GOOD)


def test_joining_keeps_another_persons_session_out(client, link):
    client.force_login(user(Role.EXPERT))
    path = entry.entry_path(link)
    client.post(path, EXPERT)
    _set_password(client, path)
    assert client.session["_auth_user_id"] == str(User.objects.get(alias="Blue Heron").pk)


def test_a_newer_recovery_link_stops_the_older_one(client):
    person, manager = user(Role.EXPERT), user(Role.MANAGER)
    first, _ = (entry.issue_recovery_link(person, by=manager) for _ in range(2))
    assert client.get(entry.entry_path(first)).status_code == 404


def test_an_abandoned_joining_frees_its_alias(link):
    person = joining.take_alias(link, "Blue Heron")
    assert joining.forget_abandoned_joins() == 0
    with travel(link.expires_at, tick=False):
        assert joining.forget_abandoned_joins() == 1
        assert joining.forget_abandoned_joins() == 0
    assert not User.objects.filter(pk=person.pk).exists()


def test_a_completion_that_fails_leaves_the_link_usable(client, link, monkeypatch):
    def fail(user, reference):
        raise RuntimeError

    monkeypatch.setitem(entry._COMPLETERS, Role.EXPERT, fail)
    path = entry.entry_path(link)
    client.post(path, EXPERT)
    with pytest.raises(RuntimeError):
        _set_password(client, path)
    assert client.get(path).status_code == 200
    assert not User.objects.get().has_usable_password()
