"""The pages on which a person says how she is reached: her own, in order, without her address where none is needed."""

import pytest

from network.common import clock
from network.notifications.models import ContactState
from network.notifications.services.contact_checks import number_of
from network.people.disguises import own_language
from network.people.safe_contact import SafeContact
from tests.factories import PASSWORD
from tests.notifications.helpers import agreeing, confirm, reachable, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
CHECK, CHOICES = "/account/contact/check/", "/account/contact/"


def test_from_choosing_to_confirmed(sign_in):
    heron = agreeing()
    client = sign_in(heron)
    assert "First, a test" in client.get(CHECK).text
    page = client.post("/account/contact/test/", follow=True).text
    assert "The number in the e-mail" in page and "The test leaves soon after" in page
    ContactState.objects.update(test_sent_at=clock.now(), test_due_at=None)
    assert "The test left on" in client.get(CHECK).text
    ContactState.objects.update(test_sent_at=None)
    assert "could not be sent" in client.get(CHECK).text
    right = number_of(state(heron))
    wrong = f"{(int(right) + 1) % 10**6:06}"
    assert "not the number of the newest test" in client.post(CHECK, {"number": wrong}).text
    assert "has six digits" in client.post(CHECK, {"number": "12"}).text
    page = client.post(CHECK, {"number": f" {right} "}, follow=True).text
    assert "We may send you messages" in page and "heron@example.org" not in page


def test_a_test_within_the_hour_is_refused_in_words(sign_in):
    client = sign_in(agreeing())
    client.post("/account/contact/test/")
    assert "less than an hour ago" in client.post("/account/contact/test/", follow=True).text


def test_the_question_after_six_months(sign_in, noon):
    heron = reachable()
    noon.move_to("2027-05-25T12:00:00Z")
    client = sign_in(heron)
    assert "still safe?" in client.get(CHECK).text
    page = client.post("/account/contact/still-safe/", follow=True).text
    assert "We ask again in six months." in page
    noon.move_to("2028-05-25T12:00:00Z")
    page = sign_in(heron).post("/account/contact/still-safe/", follow=True).text
    assert "We have stopped sending" in page


@pytest.mark.parametrize(
    ("heading", "prepare"),
    [
        ("We send you nothing<", lambda: agreeing(SafeContact())),
        ("We send you nothing yet", lambda: _without_consent()),
        ("could not be delivered", lambda: _returned()),
    ],
)
def test_each_stage_has_its_words(sign_in, heading, prepare):
    assert heading in sign_in(prepare()).get(CHECK).text


def _without_consent():
    from network.consent import ledger
    from network.consent.purposes import NETWORK, Purpose

    heron = reachable()
    ledger.withdraw(heron, Purpose.CONTACT, NETWORK)
    return heron


def _returned():
    heron = reachable()
    ContactState.objects.update(failed_at=clock.now())
    return heron


def test_a_first_choice_starts_in_the_language_of_the_pages(sign_in):
    new = agreeing(SafeContact(), language="ar")
    assert _language(sign_in, new) == "en", "what was chosen stays"
    from network.people.roles import Role
    from tests.factories import user

    assert _language(sign_in, user(Role.EXPERT, language="ar")) == "ar"
    assert own_language("de") == own_language(None) == "en"


def _language(sign_in, person) -> str:
    client = sign_in(person)
    client.post("/account/confirm/", {"password": PASSWORD})
    return client.get(CHOICES).context["form"]["language"].value()


def test_wanting_nothing_keeps_no_address(sign_in):
    heron = reachable()
    client = sign_in(heron)
    client.post("/account/confirm/", {"password": PASSWORD})
    given = {
        "channel": "none",
        "address": "heron@example.org",
        "sender_name": "calendar",
        "subject": "update",
    }
    given |= {"hours_from": 8, "hours_to": 20, "days": [0], "language": "en"}
    assert client.post(CHOICES, given)["Location"] == "/account/"
    assert "We send you nothing" in client.get(CHECK).text
    confirm_again = client.post("/account/contact/test/", follow=True).text
    assert "Choose first how we may reach you." in confirm_again


def test_confirm_helper_goes_through_the_service():
    heron = agreeing()
    confirm(heron)
    assert state(heron).is_confirmed
