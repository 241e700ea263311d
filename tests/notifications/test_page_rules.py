"""Who may open the pages about messages, by which method, and what they say back."""

import pytest
from django.test import Client

from network.notifications import events
from network.notifications.services import notify
from network.notifications.services.contact_checks import ask_for_test, number_of
from network.people.safe_contact import own_contact
from tests.notifications.helpers import HERON, agreeing, reachable, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
CHOICES, CHECK = "/account/contact/", "/account/contact/check/"
TEST, STILL_SAFE = "/account/contact/test/", "/account/contact/still-safe/"
LIST, READ_ALL = "/notices/", "/notices/read-all/"
PAGES = {
    CHOICES: {"GET", "HEAD", "POST"},
    CHECK: {"GET", "HEAD", "POST"},
    TEST: {"POST"},
    STILL_SAFE: {"POST"},
    LIST: {"GET", "HEAD"},
    READ_ALL: {"POST"},
    "/notices/AAAAAAAAAAAAAAAA/open/": {"POST"},
}


@pytest.mark.parametrize("path", PAGES)
def test_without_signing_in_every_page_leads_to_it(path):
    for method in PAGES[path]:
        assert Client().generic(method, path).url.startswith("/account/login/")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_to_its_own_methods_alone(path, sign_in):
    client = sign_in(agreeing(), confirmed=True)
    refused = {
        method
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE")
        if client.generic(method, path).status_code == 405
    }
    assert refused == {"GET", "HEAD", "POST", "PUT", "DELETE"} - PAGES[path]


def test_her_choices_are_shown_after_she_confirmed_that_it_is_her(sign_in):
    heron = agreeing()
    assert sign_in(heron).get(CHOICES).url.startswith("/account/confirm/")
    page = sign_in(heron, confirmed=True).get(CHOICES)
    assert page.context["form"]["address"].value() == HERON.address


def test_what_she_chose_is_kept_said_and_leads_on_to_the_test(sign_in):
    heron = agreeing()
    given = {"channel": "email", "address": "new@example.org", "sender_name": "calendar", "subject": "update"}
    given |= {"hours_from": 9, "hours_to": 17, "days": [0, 1], "language": "en"}
    answer = sign_in(heron, confirmed=True).post(CHOICES, given, follow=True)
    assert answer.redirect_chain == [(CHECK, 302)]
    assert "Your choices about messages are saved." in answer.text
    kept = own_contact(heron.public_id)
    assert (kept.address, kept.hours_from, kept.days) == ("new@example.org", 9, (0, 1))


def test_what_is_missing_is_said_and_nothing_is_changed(sign_in):
    heron = agreeing()
    answer = sign_in(heron, confirmed=True).post(CHOICES, {"channel": "email", "address": ""})
    assert answer.status_code == 200 and "Enter the e-mail address we may write to." in answer.text
    assert own_contact(heron.public_id).address == HERON.address


def test_the_number_is_asked_for_with_what_helps_to_type_it(sign_in):
    heron = agreeing()
    ask_for_test(heron)
    client = sign_in(heron)
    page = client.get(CHECK).text
    assert "The number in the e-mail" in page and "Type it only if this way is still safe for you." in page
    assert 'inputmode="numeric"' in page and 'autocomplete="off"' in page
    assert "Type the number that stands in the e-mail." in client.post(CHECK, {"number": ""}).text
    answer = client.post(CHECK, {"number": f" {number_of(state(heron))}\n"}, follow=True)
    assert "From now on we may write there." in answer.text and answer.redirect_chain == [(CHECK, 302)]


def test_the_list_tells_each_in_words_and_one_without_a_page_leads_back_to_it(sign_in, monkeypatch):
    monkeypatch.setattr(events, "_EVENTS", {"plain": events.Event("plain", "Something was done.")})
    heron = reachable()
    notice = notify(heron, "plain", "subject-1")
    client = sign_in(heron)
    page = client.get(LIST)
    assert "Something was done." in page.text and page.context["unread"] == 1
    assert "Mark all as read" in page.text
    assert client.post(f"/notices/{notice.public_id}/open/").url == LIST
    assert client.post(READ_ALL).url == LIST
    assert "Mark all as read" not in client.get(LIST).text
