"""Once a withdrawal has returned, no mail leaves: proven by racing both, with a control that takes the lock away."""

import threading
from contextlib import contextmanager

import pytest
from django.core import mail
from django.db import connection

from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.notifications import events
from network.notifications.models import Notice
from network.notifications.services import contact_checks, delivery, notify, reaching
from network.people.models import User
from network.people.safe_contact import SafeContact
from tests.notifications.helpers import agreeing, reachable

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 25
ALWAYS = SafeContact(channel="email", address="heron@example.org", hours_from=0, hours_to=24)


@pytest.fixture(autouse=True)
def invited(monkeypatch):
    monkeypatch.setitem(events._EVENTS, "invited", events.Event("invited", "You are invited."))


def _in_thread(act) -> threading.Thread:
    def run():
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@contextmanager
def _paused_while_sending(monkeypatch, module):
    """Let the worker stop with the message in its hand, until told to let go."""
    at_hand, let_go, left = threading.Event(), threading.Event(), []
    send = module.send

    def slow(message, about):
        at_hand.set()
        let_go.wait(10)
        left.append(ledger_is_empty())
        send(message, about)

    with monkeypatch.context() as paused:
        paused.setattr(module, "send", slow)
        yield at_hand, let_go, left


def ledger_is_empty() -> bool:
    """Seen from a connection of its own, as anybody else sees it."""
    found = []

    def look():
        from network.consent.models import Grant

        found.append(not Grant.objects.filter(purpose=Purpose.CONTACT).exists())

    _in_thread(look).join()
    return found[0]


def _withdraw(heron, returned: threading.Event):
    ledger.withdraw(heron, Purpose.CONTACT, NETWORK)
    returned.set()


def _race(monkeypatch, module, deliver, heron) -> tuple[bool, list[bool]]:
    """Whether the withdrawal returned while a mail was at hand, and what the mail saw as it left."""
    returned = threading.Event()
    with _paused_while_sending(monkeypatch, module) as (at_hand, let_go, left):
        worker = _in_thread(deliver)
        assert at_hand.wait(10)
        withdrawing = _in_thread(lambda: _withdraw(heron, returned))
        overtook = returned.wait(0.5)
        let_go.set()
        worker.join(10)
        withdrawing.join(10)
    return overtook, left


def test_a_withdrawal_waits_for_a_notice_that_is_leaving(monkeypatch):
    heron = reachable(ALWAYS)
    notify(heron, "invited", "subject-1")
    assert _race(monkeypatch, delivery, delivery.deliver_notices, heron) == (False, [False])
    notify(heron, "invited", "subject-2")
    Notice.objects.update(mailed_at=None)
    assert delivery.deliver_notices() == 0


def test_and_for_a_test_that_is_leaving(monkeypatch):
    heron = agreeing(ALWAYS)
    contact_checks.ask_for_test(heron)
    assert _race(monkeypatch, contact_checks, contact_checks.deliver_tests, heron) == (False, [False])


def test_without_the_locks_the_mail_would_leave_after_the_withdrawal(monkeypatch):
    """Negative control: the same race, where neither the person nor the yes is held."""
    heron = reachable(ALWAYS)
    notify(heron, "invited", "subject-1")
    monkeypatch.setattr(delivery, "hold", lambda person_id: User.objects.get(pk=person_id))
    monkeypatch.setattr(reaching, "agrees", lambda person: True)
    assert _race(monkeypatch, delivery, delivery.deliver_notices, heron) == (True, [True])


def test_many_withdrawals_against_many_workers(monkeypatch):
    """No order of the two lets a mail leave after the withdrawal returned, and none deadlocks."""
    late = []
    for number in range(ROUNDS):
        heron = reachable(ALWAYS)
        notify(heron, "invited", f"subject-{number}")
        start, returned = threading.Barrier(4), threading.Event()
        send = delivery.send

        def watched(message, about, send=send, returned=returned):
            late.append(returned.is_set())
            send(message, about)

        def withdraw(heron=heron, start=start, returned=returned):
            start.wait()
            _withdraw(heron, returned)

        def deliver(start=start):
            start.wait()
            delivery.deliver_notices()

        with monkeypatch.context() as racing:
            racing.setattr(delivery, "send", watched)
            threads = [_in_thread(withdraw), *(_in_thread(deliver) for _ in range(3))]
            for thread in threads:
                thread.join(20)
        assert returned.is_set() and not any(late)
        assert len(mail.outbox) <= number + 1


def test_workers_at_the_same_time_send_it_once():
    heron = reachable(ALWAYS)
    notify(heron, "invited", "subject-1")
    start = threading.Barrier(6)

    def deliver():
        start.wait()
        delivery.deliver_notices()

    for thread in [_in_thread(deliver) for _ in range(6)]:
        thread.join(20)
    assert len(mail.outbox) == 1
