"""What happens to one person's messages, contact and tests touches nobody else's."""

from dataclasses import replace
from datetime import timedelta

import pytest

from network.notifications.models import ContactState, Notice
from network.notifications.queries import notice_for, undelivered, unread_count, waiting_for
from network.notifications.services import forget, mark_all_read, mark_read, notify
from network.notifications.services.contact_checks import ask_again
from network.notifications.services.delivery import deliver_notices
from network.notifications.services.failures import returned
from network.people.roles import Role
from network.people.safe_contact import keep_safe_contact
from tests.factories import official, user
from tests.notifications.helpers import HERON, reachable, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
EVENT = "request_published"


@pytest.fixture
def heron():
    return reachable()


@pytest.fixture
def owl():
    return reachable(replace(HERON, address="owl@example.org"))


def test_each_has_an_hour_of_their_own(heron, owl, mailoutbox):
    for person in (heron, owl):
        notify(person, EVENT, "subject-1")
    assert deliver_notices() == 2
    assert {sent.to[0] for sent in mailoutbox} == {"heron@example.org", "owl@example.org"}


def test_what_is_sent_to_one_counts_for_her_notices_alone(heron, owl, monkeypatch):
    """The other's hours have not begun: nothing is tried, counted or marked as sent."""
    from network.notifications.services import delivery

    notify(heron, EVENT, "subject-1")
    waits = notify(owl, EVENT, "subject-1")
    monkeypatch.setattr(delivery, "hold", lambda pk: heron if pk == heron.pk else None)
    assert deliver_notices() == 1
    waits.refresh_from_db()
    assert waits.attempts == 0 and waits.mailed_at is None and waits.mail_due_at == waits.at


def test_one_address_that_refuses_stops_only_its_own_mails(heron, owl):
    notify(owl, EVENT, "subject-1")
    returned(heron.pk)
    assert state(heron).failed_at and state(owl).failed_at is None
    assert deliver_notices() == 1
    assert undelivered() == (1, 0), "one address of two"


def test_who_leaves_is_forgotten_and_nobody_else(heron, owl):
    for person in (heron, owl):
        notify(person, EVENT, "subject-1")
    forget(heron)
    assert list(Notice.objects.values_list("person", flat=True)) == [owl.pk]
    assert list(ContactState.objects.values_list("person", flat=True)) == [owl.pk]


def test_only_who_is_due_is_asked_again_and_the_next_one_in_her_own_time(heron, noon):
    noon.shift(timedelta(days=30))
    owl = reachable(replace(HERON, address="owl@example.org"))
    noon.move_to("2027-05-25T12:00:00Z")
    assert ask_again() == 1
    assert state(heron).asked_again_at and state(owl).asked_again_at is None
    noon.shift(timedelta(days=30))
    assert ask_again() == 1 and state(owl).asked_again_at


@pytest.mark.parametrize("reason", ["returned", "closed"])
def test_who_cannot_be_reached_is_not_asked_whether_it_is_still_safe(heron, reason, noon):
    if reason == "returned":
        returned(heron.pk)
    else:
        heron.is_active = False
        heron.save()
    noon.move_to("2027-05-25T12:00:00Z")
    assert ask_again() == 0


def test_reading_one_leaves_the_others_and_ends_its_mail(heron):
    first, second = notify(heron, EVENT, "subject-1"), notify(heron, EVENT, "subject-2")
    mark_read(heron, first)
    assert [each.public_id for each in waiting_for(heron)] == [second.public_id]
    first.refresh_from_db()
    assert first.mail_due_at is None and first.mailed_at is None


def test_reading_all_says_how_many_and_ends_their_mails(heron):
    for number in range(3):
        notify(heron, EVENT, f"subject-{number}")
    assert [mark_all_read(heron), mark_all_read(heron)] == [3, 0]
    assert unread_count(heron) == 0 == deliver_notices()


def test_the_notice_that_was_named_is_opened(heron):
    for number in range(3):
        made = notify(heron, EVENT, f"subject-{number}")
        assert notice_for(heron, made.public_id) == made


def test_the_newest_twenty_are_told_at_a_glance(heron, noon):
    for number in range(21):
        notify(heron, EVENT, f"subject-{number:02}")
        noon.shift(timedelta(seconds=1))
    told = [Notice.objects.get(public_id=each.public_id).subject_id for each in waiting_for(heron)]
    assert told == [f"subject-{number:02}" for number in range(20, 0, -1)]


def test_a_mail_given_up_is_counted_as_long_as_it_never_left(heron, noon):
    made = notify(heron, EVENT, "subject-1")
    for changed, counted in (
        ({"attempts": 5}, 0),  # it is still to be tried
        ({"mail_due_at": None}, 1),
        ({"mailed_at": made.at}, 0),
        ({"mailed_at": None, "attempts": 4}, 0),
    ):
        Notice.objects.filter(pk=made.pk).update(**changed)
        assert undelivered().given_up == counted, changed


def test_an_office_address_that_refuses_is_written_to_no_more(noon, mailoutbox):
    """It needs no test before its first mail, but a failure ends it as anybody's."""
    someone = official(user=user(Role.OFFICIAL))
    keep_safe_contact(someone.public_id, replace(HERON, address="desk@office.example"))
    notify(someone.user, EVENT, "subject-1")
    assert deliver_notices() == 1
    returned(someone.user.pk)
    noon.shift(timedelta(hours=2))
    notify(someone.user, EVENT, "subject-2")
    assert deliver_notices() == 0 and len(mailoutbox) == 1


def test_of_a_failure_she_is_told_at_its_end_and_of_a_success_never(heron, noon, monkeypatch):
    from network.notifications.services import delivery

    def refuse(message, about):
        raise ConnectionRefusedError

    def told() -> int:
        return Notice.objects.filter(event="contact.failed").count()

    notify(heron, EVENT, "subject-1")
    assert deliver_notices() == 1 and told() == 0
    noon.shift(timedelta(hours=1))
    failing = notify(heron, EVENT, "subject-2")
    monkeypatch.setattr(delivery, "send", refuse)
    for _ in range(5):
        assert deliver_notices() == 0 == told()
        failing.refresh_from_db()
        noon.move_to(failing.mail_due_at)
    assert deliver_notices() == 0 and told() == 1
