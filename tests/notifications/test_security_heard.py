"""Which announcements of the sign-in pages are heard, how often they are told, and how they are named."""

from datetime import timedelta

import pytest
from allauth.account import signals
from allauth.mfa import signals as second_step
from django.test import Client

from network.notifications import security
from network.notifications.checks import neutral_names
from network.notifications.models import Notice
from network.notifications.queries import unread_count
from network.notifications.services import notify
from network.people.roles import Role
from network.people.signals import ways_in_changed
from tests.factories import PASSWORD, user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
DESK = "Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/120"
HEARD = (
    signals.user_logged_in,
    signals.password_changed,
    signals.password_set,
    second_step.authenticator_added,
    second_step.authenticator_removed,
    second_step.authenticator_reset,
    ways_in_changed,
)


def test_every_announcement_is_heard_once_however_often_the_site_listens(monkeypatch):
    for signal in HEARD:
        monkeypatch.setattr(signal, "receivers", [])
        signal.sender_receivers_cache.clear()
    for _ in range(2):
        security.listen()
    heard = [len(signal.receivers) for signal in HEARD]
    for signal in HEARD:
        signal.sender_receivers_cache.clear()
    assert heard == [1] * 7


def test_the_first_device_is_no_news_whatever_else_was_told_before():
    person = user(Role.EXPERT)
    notify(person, "request_published", "subject-1")
    Client(headers={"user-agent": DESK}).post(
        "/account/login/", {"login": person.alias, "password": PASSWORD}
    )
    assert Notice.objects.get(event="security.device").read_at


def test_the_same_change_in_another_minute_is_told_again(noon):
    person = user(Role.EXPERT)
    for _ in range(2):
        ways_in_changed.send(type(person), user=person)
    assert unread_count(person) == 1
    noon.shift(timedelta(minutes=1))
    ways_in_changed.send(type(person), user=person)
    assert unread_count(person) == 2


def test_a_warning_about_names_can_be_silenced_by_its_own_and_says_what_helps(settings):
    settings.DEFAULT_FROM_EMAIL = "notices@survivors.example"
    [warning] = neutral_names(None)
    assert warning.id == "notifications.W001" and "means nothing" in warning.hint
