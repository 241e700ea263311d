"""A test's number, its tries and its address: what a new test and a new address begin with."""

from dataclasses import replace
from datetime import timedelta
from mailbox import Maildir, NoSuchMailboxError

import pytest

from network.notifications.mailing import whom_it_was_about
from network.notifications.models import ContactState, Notice
from network.notifications.queries import reach_of
from network.notifications.services import bounces, contact_checks
from network.notifications.services.contact_checks import (
    answer_test,
    ask_for_test,
    deliver_tests,
    number_of,
    still_safe,
)
from network.notifications.services.failures import returned
from network.people.safe_contact import SafeContact, keep_safe_contact
from tests.notifications.helpers import HERON, agreeing, confirm, reachable, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
OTHER = replace(HERON, address="other@example.org")


def guess_wrongly(person, times):
    wrong = f"{(int(number_of(state(person))) + 1) % 10**6:06}"
    for _ in range(times):
        assert answer_test(person, wrong) is False


def test_numbers_have_six_digits_and_use_all_of_them():
    """Fewer possible ones would be guessed sooner than one in 200,000."""
    numbers = [number_of(ContactState()) for _ in range(400)]
    assert {len(number) for number in numbers} == {6}
    assert [{number[place] for number in numbers} for place in range(6)] == [set("0123456789")] * 6


@pytest.mark.parametrize(("wrong", "counts"), [(4, True), (5, False)])
def test_a_new_test_begins_with_all_its_tries_and_no_more(wrong, counts, noon):
    heron = agreeing()
    ask_for_test(heron)
    guess_wrongly(heron, 5)
    noon.shift(timedelta(hours=1))
    ask_for_test(heron)
    guess_wrongly(heron, wrong)
    assert answer_test(heron, number_of(state(heron))) is counts


@pytest.mark.parametrize(("wrong", "counts"), [(4, True), (5, False)])
def test_a_new_address_begins_with_all_its_tries_and_no_more(wrong, counts):
    heron = agreeing()
    ask_for_test(heron)
    guess_wrongly(heron, 3)
    keep_safe_contact(heron.public_id, OTHER)
    guess_wrongly(heron, wrong)
    assert answer_test(heron, number_of(state(heron))) is counts


def test_a_test_that_waits_for_the_old_address_never_reaches_the_new_one(mailoutbox):
    heron = agreeing()
    ask_for_test(heron)
    keep_safe_contact(heron.public_id, OTHER)
    assert deliver_tests() == 0 and not mailoutbox
    assert state(heron).test_due_at is None and state(heron).tries == 0


def test_when_the_last_test_left_is_forgotten_with_its_address(mailoutbox):
    heron = agreeing()
    ask_for_test(heron)
    assert deliver_tests() == 1 and state(heron).test_sent_at
    keep_safe_contact(heron.public_id, OTHER)
    assert still_safe(heron) is False and state(heron).test_sent_at is None


def closed(heron):
    heron.is_active = False
    heron.save()


def without_a_day(heron):
    keep_safe_contact(heron.public_id, replace(HERON, days=()))


@pytest.mark.parametrize("change", [closed, without_a_day])
def test_a_test_that_may_leave_no_more_is_settled_and_not_tried_again(change, mailoutbox):
    """The address is the same, so nothing but the change itself keeps it back."""
    heron = agreeing()
    ask_for_test(heron)
    change(heron)
    assert deliver_tests() == 0 and not mailoutbox
    assert state(heron).test_due_at is None


def test_what_was_answered_meanwhile_is_no_more_to_be_claimed():
    """Another worker lists it, the person answers, and then the worker comes to it."""
    heron = agreeing()
    confirm(heron)
    assert contact_checks._claim(heron.pk) is False


def test_nothing_to_answer_is_said_as_plainly_as_a_wrong_number():
    nobody, heron = agreeing(SafeContact()), agreeing()
    assert [answer_test(nobody, "000000"), answer_test(heron, "000000"), still_safe(heron)] == [False] * 3
    ask_for_test(heron)
    assert answer_test(heron, number_of(state(heron))) is True
    assert still_safe(heron) is True


def test_on_its_last_instant_the_page_still_takes_the_number_and_then_offers_a_new_test(noon):
    heron = agreeing()
    ask_for_test(heron)
    noon.shift(timedelta(days=7) - timedelta(seconds=1))
    assert reach_of(heron).stage == "testing"
    noon.shift(timedelta(seconds=1))
    assert reach_of(heron).stage == "untested"


def test_a_test_that_comes_back_is_about_its_own_address(mailoutbox):
    heron = agreeing()
    ask_for_test(heron)
    assert deliver_tests() == 1
    assert whom_it_was_about(mailoutbox[0].message()["Message-ID"]) == state(heron).contact_ref


def test_an_address_that_is_failed_is_told_once_and_again_when_it_fails_anew(noon):
    heron = reachable()
    returned(heron.pk)
    noon.shift(timedelta(days=1))
    returned(heron.pk)
    assert Notice.objects.filter(event="contact.failed").count() == 1, "the same failure, on another day"
    confirm(heron)
    returned(heron.pk)
    assert Notice.objects.filter(event="contact.failed").count() == 2


class TestReturnedMail:
    def test_one_run_reads_500_at_most_and_the_next_the_rest(self, settings, tmp_path):
        settings.MAIL_BOUNCES = str(tmp_path / "returned")
        box = Maildir(settings.MAIL_BOUNCES, create=True)
        for _ in range(501):
            box.add(b"Subject: Out of office\n\nBack on Monday.\n")
        bounces.read_bounces()
        assert len(box) == 1
        bounces.read_bounces()
        assert len(box) == 0

    def test_a_letter_that_only_names_a_mail_and_a_failure_is_no_report(self, settings, tmp_path, mailoutbox):
        """Whoever saw one of our mails could write it; a report is what a mail server makes (RFC 3464)."""
        heron = agreeing()
        ask_for_test(heron)
        assert deliver_tests() == 1
        settings.MAIL_BOUNCES = str(tmp_path / "returned")
        seen = mailoutbox[0].message()["Message-ID"]
        Maildir(settings.MAIL_BOUNCES).add(f"Action: failed\nMessage-ID: {seen}\n\nStop.\n".encode())
        assert bounces.read_bounces() == 0 and state(heron).failed_at is None

    def test_a_place_that_is_not_there_is_an_error_and_not_an_empty_box(self, settings, tmp_path):
        settings.MAIL_BOUNCES = str(tmp_path / "mistyped")
        with pytest.raises(NoSuchMailboxError):
            bounces.read_bounces()
        assert not (tmp_path / "mistyped").exists()
