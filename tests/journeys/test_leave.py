"""Leave this site, in Chromium: by mouse, by Shift three times, and without JavaScript.

Afterwards the session is over on the server, and Back three times shows sign-in and nothing earlier.
"""

import pytest
from django.contrib.sessions.models import Session

from network.people.roles import Role
from tests.factories import PASSWORD, user
from tests.journeys.conftest import MOVED

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ALIAS = "Grey Owl"


def _by_mouse(page):
    page.get_by_role("button", name="Leave this site").click()


def _by_keyboard(page):
    for _ in range(3):
        page.keyboard.press("Shift")


def _signed_in(chromium, server, **options):
    page = chromium.new_context(**options).new_page()
    page.goto(f"{server.url}/account/login/?next=/account/place/")
    page.get_by_label("Alias").fill(ALIAS)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/account/place/")
    for path in ("/account/devices/", "/account/", "/account/place/"):
        page.goto(f"{server.url}{path}")
        assert ALIAS in page.content()
    return page


@pytest.mark.parametrize(
    ("leave", "options"),
    [(_by_mouse, {}), (_by_keyboard, {}), (_by_mouse, {"java_script_enabled": False})],
    ids=["mouse", "keyboard", "without JavaScript"],
)
def test_leaving_shows_nothing_on_the_way_back(chromium, live_server, elsewhere, settings, leave, options):
    settings.LEAVE_TO = [elsewhere]
    user(Role.EXPERT, alias=ALIAS)
    page = _signed_in(chromium, live_server, **options)
    leave(page)
    page.wait_for_url(elsewhere)
    assert "Sunny" in page.content()
    assert not Session.objects.filter(session_data__isnull=False).exists()
    for _ in range(3):
        page.go_back()
        assert "/account/login/" in page.url
        assert ALIAS not in page.content() and "time zone" not in page.content().lower()
    assert page.get_by_role("heading", name="Sign in").is_visible()
    page.context.close()


@pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no script"])
def test_a_place_may_send_on_to_another_host(chromium, live_server, elsewhere, settings, java_script_enabled):
    settings.LEAVE_TO = [f"{elsewhere}{MOVED.strip('/')}"]
    user(Role.EXPERT, alias=ALIAS)
    page = _signed_in(chromium, live_server, java_script_enabled=java_script_enabled)
    _by_mouse(page)
    page.wait_for_url("http://localhost:*/")
    assert "Sunny" in page.content()
    page.go_back()
    assert "/account/login/" in page.url and ALIAS not in page.content()
    page.context.close()


def test_the_browser_stops_a_form_that_is_sent_on_itself(
    chromium, live_server, elsewhere, settings, monkeypatch
):
    """Why there is a page in between: answered with the place itself, the form never gets there."""
    settings.LEAVE_TO = [elsewhere]
    monkeypatch.setattr("network.people.views.leaving.reverse", lambda name: elsewhere)
    user(Role.EXPERT, alias=ALIAS)
    page = _signed_in(chromium, live_server)
    with page.expect_event("console", lambda said: "form-action" in said.text):
        _by_mouse(page)
    assert not page.url.startswith(elsewhere)
    page.context.close()


def test_leaving_sends_nothing_about_us_along(chromium, live_server, elsewhere, settings):
    settings.LEAVE_TO = [elsewhere]
    user(Role.EXPERT, alias=ALIAS)
    page = _signed_in(chromium, live_server)
    sent = []
    page.on("request", lambda request: sent.append(request))
    _by_mouse(page)
    page.wait_for_url(elsewhere)
    last = next(request for request in sent if request.url == elsewhere)
    assert "referer" not in last.all_headers() and last.post_data is None
    page.context.close()
