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
    assert response.status_code == 303 and response["Location"] == "https://weather.example/"
    assert "no-store" in response["Cache-Control"]
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


def test_every_place_to_go_is_allowed_by_the_policy(client, settings):
    settings.LEAVE_TO = ["https://weather.example/a/", "https://news.example/"]
    policy = client.get("/account/login/")["Content-Security-Policy"]
    assert "form-action 'self' https://news.example https://weather.example" in policy
