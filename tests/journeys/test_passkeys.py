"""Passkeys in Chromium with a virtual authenticator: join, sign in, confirm; and what is said when it fails."""

import pytest
from allauth.mfa.models import Authenticator

from network.people.entry import entry_path, issue_join_link
from network.people.models import User
from network.people.roles import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture
def page(chromium):
    """A page in a browser whose device makes passkeys without asking."""
    page = chromium.new_context().new_page()
    page.device = page.context.new_cdp_session(page)
    page.device.send("WebAuthn.enable")
    made = page.device.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**DEVICE, "automaticPresenceSimulation": True}},
    )
    page.device_id = made["authenticatorId"]
    yield page
    page.context.close()


def _join(page, server):
    link = issue_join_link(Role.EXPERT, by=None)
    page.goto(f"{server.url}{entry_path(link)}")
    page.get_by_label("Choose an alias").fill("Grey Owl")
    page.get_by_label("Do not send me anything").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="With a passkey").click()
    page.get_by_role("button", name="Make a passkey and come in").click()
    page.wait_for_url("**/home/")


def test_joining_signing_in_and_confirming_with_a_passkey(page, live_server):
    _join(page, live_server)
    person = User.objects.get()
    assert person.roles == {"expert"} and not person.has_usable_password()
    assert Authenticator.objects.get().wrap().is_passwordless
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/account/contact/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    # The whole address: a pattern would already match the ?next= of the page before.
    page.wait_for_url(f"{live_server.url}/account/contact/")
    assert page.get_by_role("heading", name="How we may reach you").is_visible()


REFUSE_ONCE = """() => {
  const ask = navigator.credentials.get.bind(navigator.credentials);
  navigator.credentials.get = () => {
    navigator.credentials.get = ask;
    return Promise.reject(new DOMException("stopped", "NotAllowedError"));
  };
}"""


def test_a_passkey_that_is_refused_says_so_and_lets_try_again(page, live_server):
    _join(page, live_server)
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/account/login/")
    page.evaluate(REFUSE_ONCE)
    for said in (False, True):
        assert page.get_by_text("That did not work, or was stopped").is_visible() == said
        page.get_by_role("button", name="Sign in with a passkey").click()
        if not said:
            page.get_by_text("That did not work, or was stopped").wait_for()
    page.wait_for_url("**/home/")


def test_without_javascript_a_passkey_form_says_what_it_needs(chromium, live_server):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/account/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    assert "Turn on JavaScript" in page.content()
    page.context.close()
