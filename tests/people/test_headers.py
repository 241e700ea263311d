"""Every response says what the browser may load and that it keeps nothing of a signed-in person."""

import pytest

from network.people.roles import Role
from tests.factories import user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/account/", "/account/place/", "/notices/", "/no-such-page/"])
def test_signed_in_pages_are_not_stored(sign_in, path):
    assert "no-store" in sign_in(user(Role.EXPERT)).get(path)["Cache-Control"]


@pytest.mark.parametrize("path", ["/account/login/", "/ask-to-join/", "/leave/", "/enter/x/"])
def test_pages_that_lead_in_are_not_stored(client, path):
    assert "no-store" in client.get(path)["Cache-Control"]


def test_the_policy_allows_nothing_inline(client):
    policy = client.get("/account/login/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "data:" not in policy


def test_only_the_editor_is_wider(sign_in):
    policy = sign_in(user(Role.EDITOR)).get("/cms/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy and "default-src 'self'" in policy


def test_referrers_stay_here(client):
    assert client.get("/account/login/")["Referrer-Policy"] == "same-origin"


def test_pages_have_no_inline_script_or_style(sign_in):
    client = sign_in(user(Role.EXPERT))
    for path in ("/account/", "/account/devices/", "/leave/"):
        page = client.get(path).text
        assert " style=" not in page and "onclick" not in page and "<style" not in page
