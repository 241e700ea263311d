"""What is sealed is shown to its owner only just after she said who she is; at most once in fifteen minutes."""

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from network.common import clock
from network.people.models import User
from tests.factories import PASSWORD, expert
from tests.people.test_second_step import SECRET, code_now

pytestmark = pytest.mark.django_db
PRIVATE = {
    "experts:particulars": (),
    "experts:change": ("particulars",),
    "experts:pay_to": (),
    "rights:export": (),
    "contact:choices": (),
    "usersessions_list": (),
    "account_set_password": (),
    "mfa_activate_totp": (),
    "mfa_deactivate_totp": (),
    "mfa_add_webauthn": (),
    "mfa_view_recovery_codes": (),
    "mfa_generate_recovery_codes": (),
}
PAGES = [reverse(name, args=arguments) for name, arguments in PRIVATE.items()]
PARTICULARS = "/profile/private/"


@pytest.fixture
def person():
    return expert().user


def signed_in(person) -> Client:
    client = Client()
    client.post("/account/login/", {"login": person.alias, "password": PASSWORD})
    return client


def asks(client, page) -> bool:
    answer = client.get(page)
    return answer.status_code == 302 and "confirm" in answer["Location"]


@pytest.mark.parametrize("page", PAGES)
def test_private_pages_ask_first(person, page):
    client = signed_in(person)
    assert asks(client, page)
    client.post("/account/confirm/", {"password": PASSWORD})
    assert not asks(client, page)


def test_pages_that_show_nothing_sealed_do_not_ask(person):
    client = signed_in(person)
    for page in (
        "/home/",
        "/profile/",
        "/profile/change/skills/",
        "/privacy/",
        "/account/",
        "/account/screen/",
    ):
        assert client.get(page).status_code == 200, page


def test_one_answer_counts_for_fifteen_minutes_and_no_longer(person):
    start = clock.now().timestamp()
    with time_machine.travel(start, tick=False):
        client = signed_in(person)
        client.post("/account/confirm/", {"password": PASSWORD})
    for minutes, asked in ((7, False), (14, False), (15, True)):
        with time_machine.travel(start + minutes * 60, tick=False):
            assert asks(client, PARTICULARS) is asked


def test_a_wrong_password_does_not_open(person):
    client = signed_in(person)
    assert "not right" in client.post("/account/confirm/", {"password": "wrong"}).text
    assert asks(client, PARTICULARS)


def test_one_answer_opens_nothing_in_another_session(person):
    here, there = signed_in(person), signed_in(person)
    here.post("/account/confirm/", {"password": PASSWORD})
    assert asks(there, PARTICULARS)


def test_by_a_code_and_back_to_the_page(person):
    client = signed_in(person)
    TOTP.activate(person, SECRET)
    answer = client.post(f"/account/second-step/confirm/?next={PARTICULARS}", {"code": code_now()})
    assert answer["Location"] == PARTICULARS and not asks(client, PARTICULARS)


def test_with_a_passkey_alone_the_passkey_is_asked_for(person):
    client = signed_in(person)
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "P", "credential": {}})
    User.objects.filter(pk=person.pk).update(password="!")
    client.force_login(User.objects.get(pk=person.pk))
    assert client.get(PARTICULARS)["Location"] == f"/account/passkeys/confirm/?next={PARTICULARS}"


def test_every_way_is_offered(person):
    client = signed_in(person)
    TOTP.activate(person, SECRET)
    page = client.get(client.get(PARTICULARS)["Location"]).text
    assert "Use your authenticator app" in page and 'name="password"' in page


def test_a_password_that_was_being_set_is_never_kept_in_the_session(person):
    """allauth would keep the whole post in the session, readable in the database."""
    client = signed_in(person)
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "P", "credential": {}})
    User.objects.filter(pk=person.pk).update(password="!")
    client.force_login(User.objects.get(pk=person.pk))
    new = "violet kettle harbour nine"
    assert client.post("/account/password/set/", {"password1": new, "password2": new}).status_code == 302
    assert not [session for session in Session.objects.all() if "violet" in str(session.get_decoded())]


@pytest.mark.parametrize(
    "there",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
    ],
)
@pytest.mark.parametrize("door", ["/account/login/", "/account/confirm/"])
def test_next_never_leads_to_another_site(person, door, there):
    client = Client() if "login" in door else signed_in(person)
    sent = {"login": person.alias, "password": PASSWORD, "next": there}
    answer = client.post(door, sent)
    assert answer.status_code == 302 and answer["Location"] == "/home/"


def test_signing_in_changes_the_key_of_the_session(person):
    """A key that somebody put into her browser before must not be hers afterwards."""
    client = Client()
    client.get("/account/login/")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post("/account/login/", {"login": person.alias, "password": PASSWORD})
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
