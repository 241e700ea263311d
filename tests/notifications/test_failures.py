"""A mail that does not arrive: its person reads it here, managers see a number, nobody else learns anything."""

import smtplib
import socket
import threading
from dataclasses import replace
from datetime import timedelta
from mailbox import Maildir

import pytest
import time_machine

from network.notifications import events
from network.notifications.mailing import AddressRefused, send, whom_it_was_about
from network.notifications.models import Notice
from network.notifications.queries import reach_of, undelivered, waiting_for
from network.notifications.services import bounces, contact_checks, notify
from network.notifications.services.bounces import read_bounces
from network.notifications.services.delivery import deliver_notices
from network.people.roles import Role
from network.people.safe_contact import keep_safe_contact
from tests.factories import user
from tests.notifications.helpers import HERON, agreeing, reachable, state

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setitem(events._EVENTS, "invited", events.Event("invited", "You are invited."))
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False) as traveller:
        yield traveller


class MailServer(threading.Thread):
    """A small real mail server on this machine: answers each RCPT with `answer`, and keeps what it heard."""

    def __init__(self, answer: bytes):
        super().__init__(daemon=True)
        self.answer, self.heard = answer, []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.listening.settimeout(20)
        self.port = self.listening.getsockname()[1]

    def run(self):
        with self.listening, self.listening.accept()[0] as talk, talk.makefile("rb") as lines:
            talk.sendall(b"220 ready\r\n")
            for line in lines:
                self.heard.append(line.decode().strip())
                verb = line[:4].upper()
                answers = {b"RCPT": self.answer, b"DATA": b"354 go on", b"QUIT": b"221 bye"}
                talk.sendall(answers.get(verb, b"250 fine") + b"\r\n")
                if verb == b"DATA":
                    while (line := lines.readline()) != b".\r\n":
                        self.heard.append(line.decode().rstrip())
                    talk.sendall(b"250 taken\r\n")
                if verb == b"QUIT":
                    return


@pytest.fixture
def mail_server(settings):
    def start(answer: bytes) -> MailServer:
        server = MailServer(answer)
        server.start()
        settings.EMAIL_BACKEND = "network.notifications.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.DEFAULT_FROM_EMAIL = "notices@mail.example"
        return server

    return start


def test_what_others_relay_names_neither_this_machine_nor_this_software(mail_server):
    server = mail_server(b"250 fine")
    heron = reachable()
    notify(heron, "invited", "subject-1")
    assert deliver_notices() == 1
    server.join(5)
    assert server.heard[0] == "ehlo mail.example"
    assert not [line for line in server.heard if socket.getfqdn() in line or "Django" in line]


def test_an_address_that_does_not_exist_stops_mails_and_is_told_inside(mail_server, caplog):
    mail_server(b"550 5.1.1 heron@example.org is not here")
    heron = reachable()
    notify(heron, "invited", "subject-1")
    assert deliver_notices() == 0
    assert state(heron).failed_at and reach_of(heron).stage == "returned"
    assert not Notice.objects.exclude(mail_due_at=None).exists()
    assert waiting_for(heron)[0].words == "A message to you could not be delivered."
    notify(heron, "invited", "subject-2")
    assert deliver_notices() == 0, "there is no server any more; it is not even tried"
    assert undelivered() == (1, 0)
    assert "heron" not in caplog.text


def test_a_test_to_such_an_address_is_told_too(mail_server):
    mail_server(b"550 no such user")
    heron = agreeing()
    contact_checks.ask_for_test(heron)
    assert contact_checks.deliver_tests() == 0
    assert state(heron).failed_at and state(heron).test_due_at is None


@pytest.mark.parametrize("answer", [b"450 4.2.1 busy", b"550 5.7.1 relaying denied", b"552 5.2.2 full"])
def test_an_answer_that_is_not_about_the_address_stops_nothing(mail_server, answer):
    mail_server(answer)
    heron = reachable()
    notify(heron, "invited", "subject-1")
    assert deliver_notices() == 0
    assert state(heron).failed_at is None
    assert Notice.objects.get(event="invited").mail_due_at, "it is tried again"


def test_what_is_raised_holds_no_address(mail_server):
    from network.notifications.compiler import Message
    from network.notifications.wording import Says

    mail_server(b"553 heron@example.org never")
    with pytest.raises(AddressRefused) as refused:
        send(Message(HERON, Says.WAITING))
    assert "heron" not in str(refused.value) and refused.value.__suppress_context__


def test_a_refused_sender_is_not_the_addresss_fault(monkeypatch):
    from django.core.mail.backends.locmem import EmailBackend

    from network.notifications.compiler import Message
    from network.notifications.wording import Says

    def refuse(backend, mails):
        raise smtplib.SMTPSenderRefused(550, b"who are you", "notices@mail.example")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with pytest.raises(smtplib.SMTPSenderRefused):
        send(Message(HERON, Says.WAITING))


@pytest.fixture
def box(settings, tmp_path):
    settings.MAIL_BOUNCES = str(tmp_path / "returned")
    return Maildir(settings.MAIL_BOUNCES, create=True)


REPORT = """\
From: mailer-daemon@relay.example
Message-ID: <report-1@relay.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain

I am sorry to tell you that heron@example.org is not here.

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; heron@example.org
Action: {action}
Status: 5.1.1

--part
Content-Type: {kind}

Subject: A reminder
Message-ID: {message_id}
To: heron@example.org
{rest}
--part--
"""


def report(message_id: str, action: str = "failed", *, whole: bool = False) -> bytes:
    """What a mail server sends back (RFC 3464), with the whole mail or with its headers only."""
    kind, rest = ("message/rfc822", "\nSomething\n") if whole else ("text/rfc822-headers", "")
    return REPORT.format(message_id=message_id, action=action, kind=kind, rest=rest).encode()


@pytest.fixture
def mailed(mailoutbox):
    heron = reachable()
    notify(heron, "invited", "subject-1")
    assert deliver_notices() == 1
    return heron, mailoutbox[0].message()["Message-ID"]


@pytest.mark.parametrize("whole", [True, False])
def test_a_mail_that_comes_back_stops_the_next_and_is_destroyed(mailed, box, whole, noon):
    heron, message_id = mailed
    box.add(report(message_id, whole=whole))
    assert [read_bounces(), read_bounces()] == [1, 0]
    assert list(box.keys()) == [], "it holds an address"
    assert waiting_for(heron)[0].words == "A message to you could not be delivered."
    noon.shift(timedelta(hours=2))
    notify(heron, "invited", "subject-2")
    assert deliver_notices() == 0


def test_the_same_report_twice_is_told_once(mailed, box):
    _, message_id = mailed
    for _ in range(3):
        box.add(report(message_id))
    assert read_bounces() == 3
    assert Notice.objects.filter(event="contact.failed").count() == 1


@pytest.mark.parametrize(
    "made",
    [
        lambda message_id: report(message_id, "delayed"),
        lambda message_id: report("<forged+0123.x@localhost>"),
        lambda message_id: report(message_id.replace("+", "-")),
        lambda message_id: f"Subject: Please stop\n\n{message_id}\n".encode(),
    ],
)
def test_a_delay_a_forgery_and_a_letter_stop_nothing_and_are_destroyed(mailed, box, made):
    heron, message_id = mailed
    box.add(made(message_id))
    assert read_bounces() == 0 and list(box.keys()) == []
    assert reach_of(heron).stage == "confirmed"


def test_a_report_about_an_address_that_was_changed_since_stops_nothing(mailed, box, noon):
    heron, message_id = mailed
    keep_safe_contact(heron.public_id, replace(HERON, address="other@example.org"))
    noon.shift(timedelta(hours=2))
    contact_checks.ask_for_test(heron)
    box.add(report(message_id))
    assert read_bounces() == 0 and state(heron).failed_at is None


def test_where_no_mail_is_returned_to_nothing_is_read(settings):
    settings.MAIL_BOUNCES = ""
    assert bounces.read_bounces() == 0


def test_a_message_id_without_a_contact_is_about_nobody(mailoutbox):
    from network.notifications.compiler import Message
    from network.notifications.wording import Says

    send(Message(HERON, Says.WAITING))
    assert whom_it_was_about(mailoutbox[0].message()["Message-ID"]) is None


def test_a_manager_sees_numbers_and_nothing_else(mailed, box, sign_in):
    heron, message_id = mailed
    box.add(report(message_id))
    read_bounces()
    page = sign_in(user(Role.MANAGER)).get("/home/duties/").text
    assert "<dt>People whose mail came back</dt><dd>1</dd>" in page
    assert heron.alias not in page and heron.public_id not in page and "heron@" not in page
