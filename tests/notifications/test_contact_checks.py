"""A contact is confirmed before its first use and every six months; silence ends it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from network.audit.models import Entry
from network.common import clock
from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.notifications import events
from network.notifications.conf import MAX_TRIES
from network.notifications.models import ContactState, Notice
from network.notifications.queries import STAGES, reach_of
from network.notifications.services import contact_checks, forget, notify
from network.notifications.services.contact_checks import (
    TestRefused,
    answer_test,
    ask_again,
    ask_for_test,
    deliver_tests,
    number_of,
    still_safe,
)
from network.notifications.services.delivery import deliver_notices
from network.people.safe_contact import SafeContact, keep_safe_contact
from tests.notifications.helpers import HERON, agreeing, confirm, reachable, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def invited(monkeypatch):
    monkeypatch.setitem(events._EVENTS, "invited", events.Event("invited", "You are invited."))
    return lambda person: notify(person, "invited", f"subject-{Notice.objects.count()}")


def test_a_test_brings_a_number_and_the_number_confirms(mailoutbox, invited):
    heron = agreeing()
    invited(heron)
    assert deliver_notices() == 0
    ask_for_test(heron)
    assert reach_of(heron).stage == "testing"
    assert [deliver_tests(), deliver_tests()] == [1, 0]
    (sent,) = mailoutbox
    number = number_of(state(heron))
    assert sent.body == f"This is a test. Your number is {number}.\n\nCalendar"
    assert answer_test(heron, number)
    assert reach_of(heron).stage == "confirmed"
    invited(heron)
    assert deliver_notices() == 1
    assert not answer_test(heron, number), "a number counts once"
    assert Entry.objects.filter(action="contact.confirmed", object_id=heron.public_id).count() == 1


def test_the_number_lies_in_no_table_and_differs_each_time(noon):
    heron = agreeing()
    ask_for_test(heron)
    first = number_of(state(heron))
    assert first not in str(list(ContactState.objects.values()))
    noon.shift(timedelta(hours=1))
    ask_for_test(heron)
    assert number_of(state(heron)) != first
    assert not answer_test(heron, first)


def test_a_test_keeps_the_hours(mailoutbox, noon):
    noon.move_to("2026-11-24T22:00:00Z")
    heron = agreeing()
    ask_for_test(heron)
    assert deliver_tests() == 0
    noon.move_to("2026-11-25T08:00:00Z")
    assert deliver_tests() == 1 and len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (lambda: agreeing(SafeContact()), "Choose first"),
        (lambda: _withdrawn(), "Say first"),
        (lambda: _asked(), "less than an hour"),
    ],
)
def test_when_no_test_can_be_had(person, why):
    with pytest.raises(TestRefused, match=why):
        ask_for_test(person())


def _withdrawn():
    heron = agreeing()
    ledger.withdraw(heron, Purpose.CONTACT, NETWORK)
    return heron


def _asked():
    heron = agreeing()
    ask_for_test(heron)
    keep_safe_contact(heron.public_id, replace(HERON, address="another@example.org"))
    return heron


def _wrong(heron) -> str:
    return f"{(int(number_of(state(heron))) + 1) % 10**6:06}"


def test_guessing_ends_after_five_tries():
    heron = agreeing()
    ask_for_test(heron)
    for _ in range(MAX_TRIES):
        assert not answer_test(heron, _wrong(heron))
    assert not answer_test(heron, number_of(state(heron)))
    assert reach_of(heron).stage == "untested"


def test_an_old_number_does_not_count(noon):
    heron = agreeing()
    ask_for_test(heron)
    noon.shift(timedelta(days=7))
    assert not answer_test(heron, number_of(state(heron)))


def test_who_asked_for_nothing_can_answer_nothing():
    nobody, heron = agreeing(SafeContact()), agreeing()
    assert not answer_test(nobody, "000000") and not answer_test(heron, "000000")
    assert not still_safe(nobody) and not still_safe(heron)


def test_consent_taken_back_stops_a_test(mailoutbox, monkeypatch, noon):
    heron = agreeing()
    ask_for_test(heron)
    claim = contact_checks._claim

    def claim_then_withdraw(person_id):
        claimed = claim(person_id)
        ledger.withdraw(heron, Purpose.CONTACT, NETWORK)
        return claimed

    with monkeypatch.context() as between:
        between.setattr(contact_checks, "_claim", claim_then_withdraw)
        assert deliver_tests() == 0
    noon.shift(timedelta(minutes=5))
    assert deliver_tests() == 0 and not mailoutbox
    assert state(heron).test_due_at is None and reach_of(heron).stage == "not agreed"


def test_hours_that_end_or_a_worker_that_holds_leave_it_for_later(mailoutbox, monkeypatch, noon):
    heron = agreeing()
    ask_for_test(heron)
    assert contact_checks._claim(heron.pk) and not contact_checks._claim(heron.pk)
    noon.move_to("2026-11-24T20:00:00Z")
    assert contact_checks._send(heron.pk) == 0
    monkeypatch.setattr(contact_checks, "hold", lambda person_id: None)
    assert not contact_checks._claim(heron.pk) and contact_checks._send(heron.pk) == 0
    assert not mailoutbox


def test_a_broken_server_is_tried_for_a_day_and_then_told(monkeypatch, noon, caplog):
    def refuse(message, about):
        raise ConnectionRefusedError(message.to)

    heron = agreeing()
    ask_for_test(heron)
    monkeypatch.setattr(contact_checks, "send", refuse)
    for _ in range(30):
        assert deliver_tests() == 0
        noon.shift(timedelta(hours=1))
    assert state(heron).test_due_at is None
    assert Notice.objects.get(person=heron).event == "contact.failed"
    assert "ConnectionRefusedError" in caplog.text and "heron@" not in caplog.text


def test_after_six_months_it_is_asked_inside_and_silence_ends_it(noon, mailoutbox, invited):
    heron = reachable()
    noon.move_to("2027-05-24T11:59:00Z")
    assert ask_again() == 0 and reach_of(heron).stage == "confirmed"
    noon.move_to("2027-05-24T12:00:00Z")
    assert [ask_again(), ask_again()] == [1, 0]
    assert reach_of(heron).stage == "asked"
    assert Notice.objects.get(person=heron).event == "contact.check"
    invited(heron)
    assert deliver_notices() == 1, "while the question is open, mails still go"
    noon.move_to("2027-06-23T12:00:00Z")
    invited(heron)
    assert deliver_notices() == 0 and len(mailoutbox) == 1
    assert reach_of(heron).stage == "over"
    assert not still_safe(heron), "after that only a test shows that it arrives"
    confirm(heron)
    assert reach_of(heron).stage == "confirmed"


def test_a_word_renews_it_for_six_months(noon):
    heron = reachable()
    noon.move_to("2027-06-01T12:00:00Z")
    ask_again()
    assert still_safe(heron) and reach_of(heron).stage == "confirmed"
    noon.move_to("2027-12-01T12:00:00Z")
    assert ask_again() == 1, "and then it is asked again"
    assert Notice.objects.filter(event="contact.check").count() == 2


@pytest.mark.parametrize("late", [timedelta(hours=1), timedelta(days=1), timedelta(days=400)])
def test_it_ends_on_its_day_however_late_the_duty_asks(noon, late):
    heron = reachable()
    ends = state(heron).ends_at
    noon.move_to(ends + late)
    ask_again()
    assert reach_of(heron).stage == "over" and state(heron).ends_at == ends


def test_a_new_address_begins_anew_and_the_old_answer_is_forgotten():
    heron = reachable()
    keep_safe_contact(heron.public_id, replace(HERON, address="other@example.org"))
    assert reach_of(heron).stage == "untested"
    keep_safe_contact(heron.public_id, HERON)
    assert reach_of(heron).stage == "untested", "going back does not bring it back"


def test_returned_mail_is_told_and_a_new_test_mends_it(noon):
    heron = reachable()
    ContactState.objects.update(failed_at=clock.now())
    assert reach_of(heron).stage == "returned" and not still_safe(heron)
    noon.shift(timedelta(hours=1))
    confirm(heron)
    assert reach_of(heron).stage == "confirmed"


def test_nothing_is_known_about_who_chose_nothing():
    assert reach_of(agreeing(SafeContact())).stage == "none"
    assert set(STAGES) >= {"none", "not agreed", "untested"}


def test_leaving_forgets_it():
    heron = reachable()
    forget(heron)
    assert not ContactState.objects.exists() and not Notice.objects.exists()
