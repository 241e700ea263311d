"""How long an answer takes tells nothing about who is known here.

Where a whole request is timed, its pages drown small differences, so what looks somebody up is timed by itself too,
in one process: an observer on a network hears far less. Where an area leaves 0.35 to 0.65, more tries are made before
the test fails; each kind of test has a control in which an early answer is found out.
"""

import secrets
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.core.cache import cache
from django.http import Http404, HttpResponseRedirect
from django.test import Client, RequestFactory
from django.utils import timezone

from network.people import entry
from network.people.backend import RolesBackend
from network.people.forms.signing_in import SignInForm
from network.people.models import EntryLink
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact
from network.people.views import asking, joining
from tests.factories import user
from tests.people.timing import area, assert_same, assert_told_apart, seconds

pytestmark = [pytest.mark.django_db, pytest.mark.once]


class CheapArgon2(Argon2PasswordHasher):
    """The hash of production at a low cost: a difference elsewhere shows the more."""

    time_cost, memory_cost, parallelism = 1, 4096, 1


@pytest.fixture(autouse=True)
def real_hash(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CheapArgon2"]


def signing_in(alias):
    """The whole request with a wrong password for this alias; each by a visitor who has made no try yet."""

    def once():
        cache.clear()
        client = Client()
        return seconds(lambda: client.post("/account/login/", {"login": alias, "password": "wrong one"}))

    return once


def checking(alias):
    """The form alone: counting the try, looking the alias up, hashing."""
    request = RequestFactory().post("/account/login/")
    request.user = AnonymousUser()

    def once():
        cache.clear()
        form = SignInForm({"login": alias, "password": "wrong one"}, request=request)
        return seconds(form.is_valid)

    return once


def opening(*tokens):
    """Looking one of these links up."""

    def look(given):
        with pytest.raises(Http404):
            joining.link_by_token(given)

    return lambda: seconds(partial(look, secrets.choice(tokens)))


def asking_by(address):
    def once():
        cache.clear()
        client = Client()
        asked = {"address": address, "sender_name": "calendar", "subject": "reminder"}
        return seconds(lambda: client.post("/ask-to-join/", asked))

    return once


def token(link) -> str:
    return entry.entry_path(link).split("/")[2]


def with_password(**fields):
    made = user(**fields)
    made.set_password("a password that nobody tries")
    made.save()
    return made


def without_password(**fields):
    made = user(**fields)
    made.set_unusable_password()
    made.save()
    Authenticator.objects.create(user=made, type=Authenticator.Type.WEBAUTHN, data={"credential": {}})
    return made


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(lambda: with_password(alias="Grey Owl"), id="a wrong password"),
        pytest.param(lambda: without_password(alias="Grey Owl"), id="an account with a passkey alone"),
        pytest.param(lambda: with_password(alias="Grey Owl", is_active=False), id="a closed account"),
    ],
)
def test_an_unknown_alias_takes_as_long_as(known):
    known()
    assert_same(checking("Grey Owl"), checking("Gray Owl"))


def test_the_whole_request_takes_as_long():
    with_password(alias="Grey Owl")
    assert_same(signing_in("Grey Owl"), signing_in("Gray Owl"))


def test_an_early_answer_to_an_unknown_alias_is_found(monkeypatch):
    with_password(alias="Grey Owl")
    monkeypatch.setattr(RolesBackend, "_mitigate_timing_attack", lambda self, password: None)
    assert_told_apart(checking("Grey Owl"), checking("Gray Owl"))


def test_asking_to_join_takes_as_long_for_an_address_that_is_known():
    keep_safe_contact(user(Role.EXPERT).public_id, SafeContact(channel="email", address="a@example.org"))
    assert_same(asking_by("a@example.org"), asking_by("b@example.org"))


def test_an_early_answer_to_a_known_address_is_found(monkeypatch):
    ask = asking.requests.ask_to_join
    monkeypatch.setattr(
        asking.requests, "ask_to_join", lambda contact: contact.address == "a@example.org" or ask(contact)
    )
    assert_told_apart(asking_by("a@example.org"), asking_by("b@example.org"))


@pytest.fixture
def dead_links():
    """Tokens of links to join and to come back: used, expired, and never issued."""
    manager, person = user(Role.MANAGER), user(Role.EXPERT)
    used, late = (entry.issue_join_link(Role.EXPERT, by=None) for _ in range(2))
    back = entry.issue_recovery_link(person, by=manager)
    EntryLink.objects.filter(pk__in=[used.pk, back.pk]).update(used_at=timezone.now())
    EntryLink.objects.filter(pk=late.pk).update(expires_at=timezone.now())
    forged = [f"{link.public_id}.{secrets.token_urlsafe(32)}" for link in (used, late)]
    return {"used": [token(used), token(back)], "expired": [token(late)], "forged": forged}


@pytest.mark.parametrize(("one", "other"), [("used", "forged"), ("used", "expired"), ("expired", "forged")])
def test_links_that_do_not_work_take_the_same_time(dead_links, one, other):
    assert_same(opening(*dead_links[one]), opening(*dead_links[other]))


def test_an_early_answer_to_a_forged_link_is_found(dead_links, monkeypatch):
    find = joining.link_by_token

    def early(given):
        try:
            entry._signer.unsign(given)
        except signing.BadSignature:
            raise Http404
        return find(given)

    monkeypatch.setattr(joining, "link_by_token", early)
    assert_told_apart(opening(*dead_links["used"]), opening(*dead_links["forged"]))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([1, 2, 3], [4, 5, 6], 1.0),
        ([4, 5, 6], [1, 2, 3], 0.0),
        ([1, 2, 3], [1, 2, 3], 0.5),
        ([1, 3], [2, 4], 0.75),
        ([1], [1, 1, 2], 2 / 3),
    ],
)
def test_the_area_is_the_chance_that_the_second_took_longer(first, second, expected):
    assert area(first, second) == pytest.approx(expected)


def test_an_answer_that_is_a_redirect_was_timed_whole():
    """The posts that are timed do what they say: a refused form would be quick for everybody."""
    answer = Client().post(
        "/ask-to-join/", {"address": "a@example.org", "sender_name": "calendar", "subject": "reminder"}
    )
    assert isinstance(answer, HttpResponseRedirect)
