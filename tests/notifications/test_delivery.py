"""A mail leaves once, in time, and only while its person agrees."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from network.common import clock
from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.notifications import events
from network.notifications.conf import MAX_ATTEMPTS
from network.notifications.models import Notice
from network.notifications.queries import undelivered, waiting_for
from network.notifications.services import mark_read, notify
from network.notifications.services.delivery import deliver_notices
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact
from tests.factories import agency, official
from tests.notifications.helpers import HERON, agreeing, reachable

pytestmark = pytest.mark.django_db
TUESDAY_NOON = "2026-11-24T12:00:00Z"


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(TUESDAY_NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def three_events(monkeypatch):
    known = {
        "invited": events.Event("invited", "You are invited to advise an office.", "", True),
        "security.device": events.Event("security.device", "A new device signed in.", "", False),
        "contact.failed": events.Event("contact.failed", "It was not delivered.", "", False),
    }
    monkeypatch.setattr(events, "_EVENTS", known)


@pytest.fixture
def heron():
    return reachable()


def test_a_neutral_mail_leaves_once(heron, mailoutbox):
    notify(heron, "invited", "subject-1")
    assert deliver_notices() == 1
    assert deliver_notices() == 0
    (sent,) = mailoutbox
    assert sent.to == ["heron@example.org"] and sent.subject == "A reminder"
    assert (
        sent.from_email.startswith("Calendar <") and sent.body == "Something is waiting for you.\n\nCalendar"
    )
    assert "invite" not in sent.message().as_string() and heron.alias not in sent.message().as_string()


def test_the_same_notice_is_made_once(heron):
    assert notify(heron, "invited", "subject-1") == notify(heron, "invited", "subject-1")
    notify(heron, "invited", "subject-2")
    notify(heron, "invited", "subject-1", key="again")
    assert Notice.objects.count() == 3


def test_several_notices_are_one_mail(heron, mailoutbox):
    for number in range(3):
        notify(heron, "invited", f"subject-{number}")
    assert deliver_notices() == 1 and len(mailoutbox) == 1


def test_at_most_one_mail_an_hour(heron, mailoutbox, noon):
    notify(heron, "invited", "subject-1")
    deliver_notices()
    notify(heron, "invited", "subject-2")
    noon.shift(timedelta(minutes=59))
    assert deliver_notices() == 0
    noon.shift(timedelta(minutes=1))
    assert deliver_notices() == 1


def test_security_notices_stay_inside(heron, mailoutbox):
    notify(heron, "security.device", "subject-1")
    assert deliver_notices() == 0 and not mailoutbox


def test_without_consent_nothing_leaves(heron, mailoutbox, noon):
    notify(heron, "invited", "subject-1")
    ledger.withdraw(heron, Purpose.CONTACT, NETWORK)
    assert deliver_notices() == 0 and not mailoutbox
    ledger.grant(heron, Purpose.CONTACT, NETWORK)
    noon.shift(timedelta(days=1))
    assert deliver_notices() == 0, "an old notice must not be mailed by a later yes"


def test_consent_taken_back_after_the_claim_still_stops_the_mail(heron, mailoutbox, monkeypatch):
    from network.notifications.services import delivery

    claim = delivery._claim

    def claim_then_withdraw(person_id):
        claimed = claim(person_id)
        ledger.withdraw(heron, Purpose.CONTACT, NETWORK)
        return claimed

    monkeypatch.setattr(delivery, "_claim", claim_then_withdraw)
    notify(heron, "invited", "subject-1")
    assert deliver_notices() == 0 and not mailoutbox


def test_without_a_contact_nothing_leaves(mailoutbox):
    notify(agreeing(SafeContact()), "invited", "subject-1")
    assert deliver_notices() == 0 and not mailoutbox
    assert Notice.objects.get().mail_due_at is None


def test_before_it_is_confirmed_nothing_leaves(mailoutbox):
    notify(agreeing(), "invited", "subject-1")
    assert deliver_notices() == 0 and not mailoutbox
    assert Notice.objects.get().mail_due_at is None


def test_a_changed_address_is_a_new_one(heron, mailoutbox, noon):
    keep_safe_contact(heron.public_id, replace(HERON, subject="update"))
    notify(heron, "invited", "subject-1")
    assert deliver_notices() == 1, "only how it looks has changed"
    noon.shift(timedelta(hours=2))
    keep_safe_contact(heron.public_id, replace(HERON, address="other@example.org"))
    notify(heron, "invited", "subject-2")
    assert deliver_notices() == 0 and len(mailoutbox) == 1


def test_who_left_gets_nothing(heron, mailoutbox):
    notify(heron, "invited", "subject-1")
    heron.is_active = False
    heron.save()
    assert deliver_notices() == 0 and not mailoutbox


def test_outside_the_hours_it_waits(heron, mailoutbox, noon):
    noon.move_to("2026-11-24T22:00:00Z")
    notify(heron, "invited", "subject-1")
    assert deliver_notices() == 0
    assert Notice.objects.get().mail_due_at.isoformat() == "2026-11-25T08:00:00+00:00"
    noon.move_to("2026-11-25T08:00:00Z")
    assert deliver_notices() == 1


def test_what_was_read_is_not_mailed(heron, mailoutbox):
    notice = notify(heron, "invited", "subject-1")
    mark_read(heron, notice)
    assert deliver_notices() == 0 and not mailoutbox


def test_an_official_is_mailed_at_work_without_a_consent(mailoutbox):
    someone = official(agency())
    keep_safe_contact(someone.public_id, SafeContact(channel="email", address="desk@office.example"))
    notify(someone.user, "invited", "subject-1")
    with time_machine.travel("2026-11-24T15:00:00Z", tick=False):
        assert deliver_notices() == 1
    assert mailoutbox[0].to == ["desk@office.example"]


def _broken_server(monkeypatch):
    def refuse(message, about):
        raise ConnectionRefusedError("heron@example.org refused")

    monkeypatch.setattr("network.notifications.services.delivery.send", refuse)


def test_a_broken_server_is_tried_five_times_and_then_seen(heron, monkeypatch, noon):
    _broken_server(monkeypatch)
    notify(heron, "invited", "subject-1")
    waits = []
    for _ in range(MAX_ATTEMPTS):
        assert deliver_notices() == 0
        notice = Notice.objects.get(event="invited")
        waits.append((notice.mail_due_at - clock.now()).total_seconds() / 60)
        noon.move_to(notice.mail_due_at)
    assert waits == [5, 10, 20, 40, 80]
    assert deliver_notices() == 0
    assert Notice.objects.get(event="invited").mail_due_at is None
    assert undelivered() == (0, 1)
    assert waiting_for(heron)[0].words == "It was not delivered."


def test_a_failure_is_logged_without_the_address(heron, monkeypatch, caplog):
    _broken_server(monkeypatch)
    notify(heron, "invited", "subject-1")
    deliver_notices()
    written = caplog.text
    assert "ConnectionRefusedError" in written and "heron" not in written


def test_one_broken_person_does_not_hold_up_the_next(heron, monkeypatch, mailoutbox):
    from network.notifications.services import delivery

    other = reachable(replace(HERON, address="other@example.org"), Role.MANAGER)
    send = delivery.send

    def refuse_heron(message, about):
        if message.to == "heron@example.org":
            raise ConnectionRefusedError
        send(message, about)

    monkeypatch.setattr(delivery, "send", refuse_heron)
    notify(heron, "invited", "subject-1")
    notify(other, "invited", "subject-1")
    assert deliver_notices() == 1
    assert [sent.to for sent in mail.outbox] == [["other@example.org"]]


@pytest.mark.parametrize("late", [timedelta(hours=1), timedelta(days=1), timedelta(days=40)])
def test_however_late_the_duty_runs_the_end_is_the_same(heron, mailoutbox, noon, late):
    notify(heron, "invited", "subject-1")
    notify(heron, "invited", "subject-2")
    noon.shift(late)
    deliver_notices()
    deliver_notices()
    assert len(mailoutbox) == 1
    assert not Notice.objects.exclude(mail_due_at=None).exists()


def _killed(monkeypatch, *, after_sending):
    """A worker that is killed at the moment of sending, as the machine kills it: nothing of its own code runs on."""
    from network.notifications.services import delivery

    send = delivery.send

    class Killed(BaseException):
        pass

    def die(message, about):
        if after_sending:
            send(message, about)
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(delivery, "send", die)
        with pytest.raises(Killed):
            deliver_notices()


@pytest.mark.parametrize(("after_sending", "mails"), [(False, 1), (True, 2)])
def test_killed_while_sending_it_is_sent_again_once_and_not_at_once(
    heron, mailoutbox, monkeypatch, noon, after_sending, mails
):
    notify(heron, "invited", "subject-1")
    _killed(monkeypatch, after_sending=after_sending)
    assert deliver_notices() == 0, "a worker that starts anew does not repeat it at once"
    for _ in range(20):
        noon.shift(timedelta(minutes=5))
        deliver_notices()
    assert len(mailoutbox) == mails


def test_what_another_worker_holds_is_left_to_it(heron, mailoutbox, monkeypatch):
    from network.notifications.services import delivery

    notify(heron, "invited", "subject-1")
    with monkeypatch.context() as held:
        held.setattr(delivery, "hold", lambda person_id: None)
        assert deliver_notices() == 0
    claimed = delivery._claim(heron.pk)
    monkeypatch.setattr(delivery, "hold", lambda person_id: None)
    assert claimed and delivery._send(heron.pk, claimed) == 0 and not mailoutbox


def test_hours_that_ended_after_the_claim_still_stop_the_mail(heron, mailoutbox, noon):
    from network.notifications.services import delivery

    notify(heron, "invited", "subject-1")
    claimed = delivery._claim(heron.pk)
    noon.move_to("2026-11-24T20:00:00Z")
    assert delivery._send(heron.pk, claimed) == 0 and not mailoutbox
