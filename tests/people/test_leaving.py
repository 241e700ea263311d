"""Leaving always works, ends the session on the server, and leaves nothing behind in the browser."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from network.people.roles import Role
from tests.factories import user

pytestmark = pytest.mark.django_db


def test_leaving_ends_the_session_and_goes_elsewhere(sign_in, settings):
    settings.LEAVE_TO = ["https://weather.example/"]
    client = sign_in(user(Role.EXPERT))
    response = client.post("/leave/")
    assert response.status_code == 303 and response["Location"] == "/leave/away/"
    assert "no-store" in response["Cache-Control"]
    away = client.get("/leave/away/")
    assert '<meta http-equiv="refresh" content="0; url=https://weather.example/">' in away.text
    assert "no-store" in away["Cache-Control"]
    assert not Session.objects.exists()
    assert client.get("/account/").status_code == 302


def test_leaving_needs_no_token_and_no_session():
    assert Client(enforce_csrf_checks=True).post("/leave/").status_code == 303


def test_looking_at_the_page_does_not_leave(sign_in):
    client = sign_in(user(Role.EXPERT))
    assert "Leave now" in client.get("/leave/").text
    assert client.get("/account/").status_code == 200


def test_leaving_works_after_an_idle_end(sign_in):
    client = sign_in(user(Role.EXPERT))
    session = client.session
    session["last_seen"] = 0
    session.save()
    assert client.post("/leave/").status_code == 303


def test_each_place_of_the_list_is_gone_to(client, settings):
    settings.LEAVE_TO = ["https://weather.example/", "https://news.example/"]
    seen = {client.get("/leave/away/").text for _ in range(60)}
    assert len(seen) == 2


def test_the_page_in_between_knows_nobody_and_names_nobody(sign_in):
    person = user(Role.EXPERT, alias="Grey Owl")
    page = sign_in(person).get("/leave/away/").text
    assert page.count("<title>Notes</title>") == 1
    assert not [word for word in ("Grey Owl", "Expert", "Network", "/static/", "trafficking") if word in page]


def test_our_forms_send_to_us_alone(client, settings):
    settings.LEAVE_TO = ["https://weather.example/"]
    policies = [
        client.get(path)["Content-Security-Policy"] for path in ("/account/login/", "/leave/away/", "/cms/")
    ]
    assert all("form-action 'self'" in policy and "weather" not in policy for policy in policies)
