"""The list of devices: coarse words, nothing that tells where somebody was, and a way to sign each one out."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from network.audit.models import Entry
from network.common import clock
from network.people.devices import browser_on_system, kind_of_device, part_of_day
from network.people.models import User
from network.people.queries import device_ref
from network.people.roles import Role
from tests.factories import PASSWORD, user
from tests.guards.world import confirm_now

pytestmark = pytest.mark.django_db
LIST = "/account/devices/"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Mobile/15E148 Safari/604"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
TUESDAY = datetime(2026, 11, 24, 9, 41, 27, tzinfo=UTC)


def signed_in(person, agent=PHONE, confirmed=True) -> Client:
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR="203.0.113.77")
    client.post("/account/login/", {"login": person.alias, "password": PASSWORD})
    if confirmed:
        confirm_now(client, person)
    return client


def sign_out_path(device) -> str:
    return f"/account/devices/{device_ref(device)}/sign-out/"


def is_in(client) -> bool:
    return client.get("/account/").status_code == 200


def test_neither_address_nor_browser_nor_minute_is_kept():
    with time_machine.travel(TUESDAY, tick=False):
        signed_in(user(Role.EXPERT))
    (kept,) = UserSession.objects.values()
    assert (kept["ip"], kept["user_agent"]) == ("0.0.0.0", "A phone")
    assert kept["created_at"] == kept["last_seen_at"] == TUESDAY.replace(minute=0, second=0)
    everything = f"{kept} {[s.get_decoded() for s in Session.objects.all()]}"
    assert "203.0.113" not in everything and "iPhone" not in everything and "Safari" not in everything


def test_without_the_blur_all_of_it_would_be(monkeypatch):
    """The negative control: a column for an address must hold one, and allauth is given none to put there."""
    from django.db.models.signals import pre_save

    from network.people.devices import blur

    def keep_all(sender, instance, **kwargs):
        instance.ip = "0.0.0.0"

    pre_save.disconnect(sender=UserSession, dispatch_uid="people.blur")
    pre_save.connect(keep_all, sender=UserSession)
    try:
        signed_in(user(Role.EXPERT), agent=LAPTOP)
    finally:
        pre_save.disconnect(keep_all, sender=UserSession)
        pre_save.connect(blur, sender=UserSession, dispatch_uid="people.blur")
    assert UserSession.objects.get().user_agent == LAPTOP


def test_the_list_says_a_kind_and_a_part_of_a_day():
    person = user(Role.EXPERT, time_zone="Africa/Nairobi")
    with time_machine.travel(TUESDAY, tick=False):
        signed_in(person, LAPTOP)
    with time_machine.travel(TUESDAY + timedelta(hours=9), tick=False):
        page = signed_in(person).get(LIST).text
    assert "A phone" in page and "This device" in page and "last used today, evening" in page
    assert "A computer" in page and "Signed out, last used today, afternoon" in page
    assert "203.0.113" not in page and "Firefox" not in page


def test_the_list_asks_who_it_is_first():
    client = signed_in(user(Role.EXPERT), confirmed=False)
    assert client.get(LIST)["Location"].startswith("/account/confirm/")


def test_a_device_in_use_says_so_to_the_hour():
    person = user(Role.EXPERT)
    with time_machine.travel(TUESDAY, tick=False):
        client = signed_in(person)
        client.get("/account/")
    for minutes in (10, 20, 30):
        with time_machine.travel(TUESDAY + timedelta(minutes=minutes), tick=False):
            assert is_in(client)
    assert UserSession.objects.get().last_seen_at == TUESDAY.replace(hour=10, minute=0, second=0)


def test_signing_one_device_out_leaves_the_others():
    person = user(Role.EXPERT)
    phone, laptop = signed_in(person), signed_in(person, LAPTOP)
    device = UserSession.objects.get(user_agent="A computer")
    assert phone.post(sign_out_path(device))["Location"] == LIST
    assert is_in(phone) and not is_in(laptop)
    assert Entry.objects.filter(action="people.signed_out_device").count() == 1


def test_signing_this_device_out():
    client = signed_in(user(Role.EXPERT))
    assert client.post(sign_out_path(UserSession.objects.get()))["Location"] == "/account/login/"
    assert not is_in(client)


def test_another_persons_device_is_like_none():
    mine, theirs = user(Role.EXPERT), user(Role.EXPERT)
    client, stranger = signed_in(mine), signed_in(theirs)
    foreign = client.post(sign_out_path(UserSession.objects.get(user=theirs)))
    missing = client.post("/account/devices/0123456789abcdef/sign-out/")
    assert foreign.status_code == missing.status_code == 404 and foreign.content == missing.content
    assert is_in(stranger)


def test_signing_the_others_out():
    person = user(Role.EXPERT)
    here, there, stranger = signed_in(person), signed_in(person, LAPTOP), signed_in(user(Role.EXPERT))
    assert "Sign out my other devices" in here.get(LIST).text
    assert "signed out" in here.post(LIST, follow=True).text
    assert [is_in(client) for client in (here, there, stranger)] == [True, False, True]
    assert "Sign out my other devices" not in here.get(LIST).text


def test_signing_out_everywhere_needs_no_confirming():
    person, other = user(Role.EXPERT), user(Role.EXPERT)
    clients = [signed_in(one, confirmed=False) for one in (person, person, other)]
    clients[0].post("/account/sign-out-everywhere/")
    assert [is_in(client) for client in clients] == [False, False, True]


def test_a_changed_password_ends_every_other_session():
    person = user(Role.EXPERT)
    here, there = signed_in(person), signed_in(person, LAPTOP)
    key = here.session.session_key
    new = "violet kettle harbour nine"
    answer = here.post(
        "/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert answer.status_code == 302 and User.objects.get(pk=person.pk).check_password(new)
    assert is_in(here) and not is_in(there)
    assert here.session.session_key != key, "a key that somebody copied before must be worth nothing"


def test_the_list_costs_the_same_however_many(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    person = user(Role.EXPERT)
    here = signed_in(person)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            here.get(LIST)
        return len(queries)

    cost()
    few = cost()
    for _ in range(5):
        signed_in(person, LAPTOP)
    assert cost() == few


@pytest.mark.parametrize(
    ("agent", "kind", "words"),
    [
        (PHONE, "A phone", "Safari on iPhone"),
        (LAPTOP, "A computer", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36", "A computer", "Chrome on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36 Edg/120", "A computer", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/120 Mobile Safari/537", "A phone", "Chrome on Android"),
        ("Mozilla/5.0 (Linux; Android 14; Tab) Chrome/120 Safari/537", "A tablet", "Chrome on Android"),
        ("Mozilla/5.0 (iPad; CPU OS 17) Version/17 Mobile/15E Safari/604", "A tablet", "Safari on iPad"),
        ("curl/8", "Another device", "A browser on a device"),
        ("", "Another device", "A browser on a device"),
    ],
)  # fmt: skip
def test_a_device_in_plain_words(agent, kind, words):
    assert (kind_of_device(agent), browser_on_system(agent)) == (kind, words)


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "today, afternoon"),
        (-8, "today, night"),
        (-13, "yesterday, evening"),
        (-30, "yesterday, morning"),
        (-24 * 3, "Saturday, afternoon"),
        (-24 * 9, "15 November"),
    ],
)
def test_a_moment_as_a_part_of_a_day(hours, words):
    with clock.standing_at(TUESDAY):
        assert part_of_day(TUESDAY + timedelta(hours=hours), "Africa/Nairobi") == words
