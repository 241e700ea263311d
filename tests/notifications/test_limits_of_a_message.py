"""What a message, its name and its hours may be, to the last value that is allowed and the first that is not."""

import re
import smtplib
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.core.mail.backends.locmem import EmailBackend

from network.notifications.compiler import Message
from network.notifications.hours import can_be_mailed, next_allowed_moment
from network.notifications.mailing import AddressRefused, as_mail, send, whom_it_was_about
from network.notifications.wording import Says
from tests.notifications.helpers import HERON

WAITING = Message(HERON, Says.WAITING)
PARIS = "Europe/Paris"


def test_a_message_cannot_be_changed_once_it_was_checked():
    message = Message(HERON, Says.WAITING)
    with pytest.raises(FrozenInstanceError):
        message.entry_link = "https://elsewhere.example"


@pytest.mark.parametrize(
    ("changed", "may"),
    [
        ({"hours_from": 0, "hours_to": 24}, True),
        ({"hours_from": -1}, False),
        ({"hours_to": 25}, False),
        ({"days": (0,)}, True),
        ({"days": (6,)}, True),
        ({"days": (-1,)}, False),
        ({"days": (7,)}, False),
    ],
)
def test_hours_and_days_are_those_that_a_week_has(changed, may):
    assert can_be_mailed(replace(HERON, **changed)) is may


def test_an_hour_begins_on_its_first_instant():
    evening = datetime(2026, 11, 24, 22, 13, 14, 15, tzinfo=UTC)
    assert next_allowed_moment(HERON, "UTC", evening) == datetime(2026, 11, 25, 8, tzinfo=UTC)


def test_one_day_a_week_whose_hour_was_jumped_over_comes_back_after_two_weeks():
    """29 March has no hour from 2 to 3 in Paris, and that of 22 March has just passed."""
    sunday_nights = replace(HERON, hours_from=2, hours_to=3, days=(6,))
    passed = datetime(2026, 3, 22, 12, tzinfo=UTC)
    assert next_allowed_moment(sunday_nights, PARIS, passed) == datetime(2026, 4, 5, 0, tzinfo=UTC)


def test_of_an_hour_that_comes_twice_the_first_is_meant():
    """On 25 October 2026 clocks in Paris go from 3 back to 2."""
    nights = replace(HERON, hours_from=2, hours_to=3)
    first = datetime(2026, 10, 25, 0, tzinfo=UTC)
    assert next_allowed_moment(nights, PARIS, first - timedelta(hours=12)) == first


def refusing(code: int, words: bytes = b"5.1.1 no"):
    def refuse(backend, mails):
        raise smtplib.SMTPRecipientsRefused({HERON.address: (code, words)})

    return refuse


@pytest.mark.parametrize("code", [550, 551, 553])
def test_codes_that_say_that_there_is_no_such_address_are_final(code, monkeypatch):
    monkeypatch.setattr(EmailBackend, "send_messages", refusing(code))
    with pytest.raises(AddressRefused):
        send(WAITING)


@pytest.mark.parametrize("code", [549, 552, 554])
def test_their_neighbours_say_something_else(code, monkeypatch):
    monkeypatch.setattr(EmailBackend, "send_messages", refusing(code))
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(WAITING)


def name_of(about: str) -> str:
    return as_mail(WAITING, about).extra_headers["Message-ID"]


def test_a_mails_name_is_one_that_every_server_takes_and_new_each_time():
    """RFC 5322, 3.6.4: atoms and dots before the @, and no colon."""
    atom = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
    assert re.fullmatch(rf"<{atom}(\.{atom})*@{atom}(\.{atom})*>", name_of("r" * 16))
    assert name_of("r" * 16) != name_of("r" * 16)
    assert whom_it_was_about(name_of("r" * 16)) == "r" * 16


def test_what_another_part_of_the_site_signed_is_no_mails_name():
    signed_elsewhere = signing.Signer(sep=".").sign("r" * 16 + "+00")
    assert whom_it_was_about(f"<{signed_elsewhere}@mail.example>") is None
