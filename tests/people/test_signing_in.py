"""Signing in by alias; nothing tells whether an alias exists; no sign-up, no e-mail."""

import statistics
import time

import pytest
from django.urls import NoReverseMatch, reverse

from network.people.roles import Role
from tests.factories import PASSWORD, user

pytestmark = pytest.mark.django_db
NOT_RIGHT = "The alias or the password is not right"


def _try(client, alias, password="not the right one at all"):
    return client.post("/account/login/", {"login": alias, "password": password})


def test_signing_in_by_alias_in_any_letter_case(client):
    person = user(Role.EXPERT, alias="Grey Owl")
    assert _try(client, "grey owl", PASSWORD)["Location"] == "/home/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_an_unknown_alias_and_a_wrong_password_look_the_same(client):
    user(alias="Grey Owl")
    known, unknown = _try(client, "Grey Owl"), _try(client, "Gray Owl")
    strip = lambda page, alias: page.text.replace(alias, "")  # noqa: E731
    assert NOT_RIGHT in known.text
    assert len(strip(known, "Grey Owl")) == len(strip(unknown, "Gray Owl"))


def test_an_unknown_alias_costs_a_hash_too(rf, settings):
    """Both paths hash once: without the dummy hash the unknown alias answers in a small part of the time."""
    from network.people.backend import RolesBackend

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    person = user(alias="Grey Owl")
    person.set_password(PASSWORD)
    person.save()

    def cost(alias):
        started = time.perf_counter()
        assert RolesBackend().authenticate(rf.post("/"), username=alias, password="x" * 12) is None
        return time.perf_counter() - started

    times = [(cost("Grey Owl"), cost("Gray Owl")) for _ in range(7)]
    known, unknown = (statistics.median(side) for side in zip(*times, strict=True))
    assert 0.5 < unknown / known < 2


def test_many_wrong_tries_are_stopped_for_that_alias_alone(client):
    user(alias="Grey Owl")
    user(alias="Other")
    for _ in range(6):
        page = _try(client, "Grey Owl")
    assert "too many tries" in page.text
    assert _try(client, "Other", PASSWORD)["Location"] == "/home/"


def test_messages_never_name_the_person(client):
    user(alias="Grey Owl")
    client.post("/account/login/", {"login": "Grey Owl", "password": PASSWORD})
    page = client.get("/account/place/")
    assert not list(page.context["messages"])


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password_from_key"])
def test_there_is_no_page_for_it(name):
    with pytest.raises(NoReverseMatch):
        reverse(name, args=["a", "b"] if name.endswith("key") else [])


def test_every_account_page_says_who_may_open_it():
    from network.people import account_urls, urls

    patterns = account_urls.urlpatterns + urls.urlpatterns
    assert patterns and all(hasattr(pattern.callback, "allowed") for pattern in patterns)


def test_no_account_url_holds_a_counter():
    from network.people import account_urls, urls

    assert not [p for p in account_urls.urlpatterns + urls.urlpatterns if "<int" in str(p.pattern)]


def test_the_way_back_in_is_a_page_and_sends_nothing(client, mailoutbox):
    assert "talk to a person" in client.get("/account/back-in/").text
    assert client.post("/account/back-in/").status_code == 405
    assert not mailoutbox


@pytest.mark.parametrize("path", ["/account/login/", "/account/back-in/", "/ask-to-join/"])
def test_titles_are_neutral(client, path):
    assert "<title>Expert Consultant Network</title>" in client.get(path).text
