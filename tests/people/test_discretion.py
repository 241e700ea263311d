"""Choosing that pages do not name the network, and what stays neutral after signing out."""

import pytest
import time_machine
from django.test import Client

from network.common import clock
from network.people.models import User
from network.people.roles import Role
from tests.factories import PASSWORD, user

pytestmark = pytest.mark.django_db
NAME = "Expert Consultant Network"


def signed_in(person) -> Client:
    client = Client()
    client.post("/account/login/", {"login": person.alias, "password": PASSWORD})
    return client


def header(page) -> str:
    return page.text.partition("<body")[2].partition("</header>")[0]


def test_it_is_off_until_chosen():
    page = signed_in(user(Role.EXPERT)).get("/account/")
    assert f"<title>{NAME}</title>" in page.text and NAME in header(page)


def test_choosing_and_taking_back():
    person = user(Role.EXPERT)
    client = signed_in(person)
    assert client.post("/account/screen/", {}).context["form"].errors
    page = client.post("/account/screen/", {"discreet": "yes"}, follow=True)
    assert User.objects.get(pk=person.pk).discreet
    assert "<title>Notes</title>" in page.text and NAME not in page.text and "Notes" in header(page)
    assert 'href="/home/"' in header(page), "the name leads to her own first page, not to the public one"
    page = client.post("/account/screen/", {"discreet": "no"}, follow=True)
    assert NAME in header(page)


def test_it_is_nobody_elses_business(sign_in):
    signed_in(user(Role.EXPERT, discreet=True))
    assert NAME in header(signed_in(user(Role.EXPERT)).get("/account/"))


def test_after_signing_out_the_browser_stays_neutral():
    client = signed_in(user(Role.EXPERT, discreet=True))
    landed = client.post("/account/logout/")
    assert landed["Location"] == "/account/login/"
    page = client.get("/account/login/")
    assert "<title>Notes</title>" in page.text and NAME not in page.text
    assert client.session.get_expire_at_browser_close()
    assert NAME in Client().get("/account/login/").text


def test_after_an_idle_end_too():
    client = signed_in(user(Role.EXPERT, discreet=True))
    client.get("/account/")
    with time_machine.travel(clock.now().timestamp() + 16 * 60, tick=False):
        page = client.get("/account/", follow=True)
    assert "You were signed out" in page.text and NAME not in page.text


def test_after_signing_out_everywhere_too():
    client = signed_in(user(Role.EXPERT, discreet=True))
    assert NAME not in client.post("/account/sign-out-everywhere/", follow=True).text


def test_others_land_on_the_first_page():
    assert signed_in(user(Role.EXPERT)).post("/account/logout/")["Location"] == "/"


def test_somebody_elses_sign_in_on_the_same_browser_shows_their_own_choice():
    client = signed_in(user(Role.EXPERT, discreet=True))
    client.post("/account/logout/")
    other = user(Role.EXPERT)
    client.post("/account/login/", {"login": other.alias, "password": PASSWORD})
    assert NAME in header(client.get("/account/"))


def test_visitors_without_a_session_cost_no_query(django_assert_num_queries, rf):
    from network.people.discretion import is_discreet

    with django_assert_num_queries(0):
        assert not is_discreet(rf.get("/"))
