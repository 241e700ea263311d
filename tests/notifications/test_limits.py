"""How often, how long and until exactly when: each limit on its last good moment and on its first bad one."""

from datetime import timedelta

import pytest

from network.notifications.models import ContactState, Notice
from network.notifications.services import mark_read, notify
from network.notifications.services.contact_checks import (
    TestRefused,
    answer_test,
    ask_for_test,
    deliver_tests,
    number_of,
    still_safe,
)
from network.notifications.services.delivery import deliver_notices
from tests.notifications.helpers import agreeing, reachable, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
SECOND = timedelta(seconds=1)


def _wrong(person) -> str:
    return f"{(int(number_of(state(person))) + 1) % 10**6:06}"


def test_one_mail_an_hour_to_the_second(noon, mailoutbox):
    heron = reachable()
    notify(heron, "request_published", "one")
    assert deliver_notices() == 1
    notify(heron, "request_published", "two")
    noon.shift(timedelta(hours=1) - SECOND)
    assert deliver_notices() == 0
    noon.shift(SECOND)
    assert deliver_notices() == 1 and len(mailoutbox) == 2


def test_one_test_an_hour_to_the_second(noon):
    heron = agreeing()
    ask_for_test(heron)
    noon.shift(timedelta(hours=1) - SECOND)
    with pytest.raises(TestRefused):
        ask_for_test(heron)
    noon.shift(SECOND)
    ask_for_test(heron)


def test_a_number_counts_for_seven_days_to_the_second(noon):
    heron, owl = agreeing(), agreeing()
    for person in (heron, owl):
        ask_for_test(person)
    noon.shift(timedelta(days=7) - SECOND)
    assert answer_test(heron, number_of(state(heron)))
    noon.shift(SECOND)
    assert not answer_test(owl, number_of(state(owl)))


@pytest.mark.parametrize(("wrong", "counts"), [(4, True), (5, False)])
def test_four_wrong_numbers_are_forgiven_and_five_are_not(wrong, counts, noon):
    heron = agreeing()
    ask_for_test(heron)
    for _ in range(wrong):
        assert not answer_test(heron, _wrong(heron))
    assert answer_test(heron, number_of(state(heron))) is counts
    noon.shift(timedelta(hours=1))
    ask_for_test(heron)
    assert answer_test(heron, number_of(state(heron))), "a new test begins without them"


def test_a_word_renews_it_until_the_last_second_of_seven_months_and_no_longer(noon):
    """Six months, and thirty days of silence: 24 May and 23 June."""
    heron, owl = reachable(), reachable()
    noon.move_to("2027-06-23T11:59:59Z")
    assert still_safe(heron)
    noon.move_to("2027-06-23T12:00:00Z")
    assert not still_safe(owl) and state(heron).confirmed_at > state(owl).confirmed_at


def test_a_test_that_cannot_leave_is_tried_every_five_minutes_for_a_day(noon, monkeypatch):
    def refuse(message, about):
        raise ConnectionRefusedError

    heron = agreeing()
    ask_for_test(heron)
    monkeypatch.setattr("network.notifications.services.contact_checks.send", refuse)
    assert deliver_tests() == 0
    assert state(heron).test_due_at - state(heron).test_asked_at == timedelta(minutes=5)
    noon.shift(timedelta(days=1))
    deliver_tests()
    assert state(heron).test_due_at, "the day is not over yet"
    noon.move_to(state(heron).test_asked_at + timedelta(days=1, minutes=5))
    deliver_tests()
    assert state(heron).test_due_at is None and Notice.objects.get().event == "contact.failed"


def test_what_one_person_reads_stays_unread_for_another():
    heron, owl = agreeing(), agreeing()
    theirs = notify(owl, "request_published", "one")
    mark_read(heron, theirs)
    assert Notice.objects.get().read_at is None


def test_what_was_read_keeps_the_time_at_which_it_was_first(noon):
    heron = agreeing()
    notice = notify(heron, "request_published", "one")
    mark_read(heron, notice)
    first = Notice.objects.get().read_at
    noon.shift(SECOND)
    mark_read(heron, notice)
    assert Notice.objects.get().read_at == first


def test_each_person_has_a_number_of_their_own():
    heron, owl = agreeing(), agreeing()
    for person in (heron, owl):
        ask_for_test(person)
    assert not answer_test(owl, number_of(state(heron)))
    assert ContactState.objects.get(person=owl).tries == 1 and state(heron).tries == 0
