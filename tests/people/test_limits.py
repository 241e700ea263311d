"""Tries are limited, and whoever uses them up stops nobody else. On each cache that a deployment may share."""

import os

import pytest
import redis
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from network.people import entry, limits
from network.people.known_devices import known_device
from network.people.roles import Role
from network.settings import base
from tests.factories import PASSWORD, user
from tests.people.test_second_step import SECRET, code_now

pytestmark = pytest.mark.django_db
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
PREFIX = f"network-limits-{os.getpid()}"  # Two runs of the suite may share a Redis.
LOCAL = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "memory": {"BACKEND": LOCAL, "LOCATION": "limits"},
    "database": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "common_cache"},
    "redis": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS,
        "KEY_PREFIX": PREFIX,
    },
}
TOO_MANY, WRONG = "There were too many tries", "is not right"


@pytest.fixture(params=CACHES)
def shared(request, settings):
    """Each cache that counts may lie in, empty; Redis where one answers."""
    if request.param == "redis":
        try:
            redis.Redis.from_url(REDIS, socket_connect_timeout=2).ping()
        except redis.ConnectionError:
            (pytest.fail if os.environ.get("REQUIRE_REDIS") else pytest.skip)(f"no Redis answers at {REDIS}")
    settings.CACHES = {"default": CACHES[request.param], "fragments": {"BACKEND": LOCAL}}
    if request.param == "database":
        call_command("createcachetable", verbosity=0)
    _empty(request.param)
    yield request.param
    _empty(request.param)


def _empty(where):
    """Of Redis, only this test's keys: others' may lie there."""
    if where != "redis":
        cache.clear()
        return
    server = redis.Redis.from_url(REDIS)
    server.delete(*(server.keys(f"{PREFIX}:*") or [f"{PREFIX}:none"]))


def at(address, **cookies) -> Client:
    client = Client(REMOTE_ADDR=address)
    client.cookies.load(cookies)
    return client


def sign_in(client, alias, password=PASSWORD):
    return client.post("/account/login/", {"login": alias, "password": password})


def known_to(person, address="198.51.100.1") -> Client:
    """A browser on which this person signed in and out again."""
    client = at(address)
    assert sign_in(client, person.alias).status_code == 302
    client.post("/account/logout/")
    return client


def fail(client, alias, times) -> list[bool]:
    """Whether each wrong try was still looked at."""
    return [WRONG in sign_in(client, alias, "a wrong password").text for _ in range(times)]


def spread(alias, times):
    """Wrong tries from as many addresses as it takes: what somebody with many machines does."""
    return [fail(at(f"203.0.113.{n}"), alias, 1)[0] for n in range(times)]


def test_one_address_may_try_an_alias_five_times(shared):
    user(alias="Grey Owl")
    assert fail(at("203.0.113.1"), "Grey Owl", 7) == [True] * 5 + [False] * 2


def test_unknown_aliases_are_limited_alike(shared):
    assert fail(at("203.0.113.1"), "Nobody", 7) == [True] * 5 + [False] * 2


def test_somebody_elses_tries_stop_neither_another_alias_nor_another_address(shared):
    owl, heron = user(alias="Grey Owl"), user(alias="Blue Heron")
    fail(at("203.0.113.1"), owl.alias, 9)
    assert sign_in(at("203.0.113.1"), heron.alias).status_code == 302
    assert sign_in(at("198.51.100.7"), owl.alias).status_code == 302


def test_many_addresses_together_stop_at_fifty_an_hour(shared):
    user(alias="Grey Owl")
    looked_at = spread("Grey Owl", 52)
    assert looked_at == [True] * 50 + [False] * 2
    assert TOO_MANY in sign_in(at("198.51.100.9"), "Grey Owl").text


def test_not_even_they_keep_the_owner_from_her_own_device(shared):
    person = user(alias="Grey Owl")
    hers = known_to(person)
    spread("Grey Owl", 51)
    assert TOO_MANY in sign_in(at("198.51.100.9"), "Grey Owl").text
    assert sign_in(hers, "grey owl").status_code == 302


def test_a_neighbour_at_the_same_address_does_not_keep_her_out_either(shared):
    person = user(alias="Grey Owl")
    hers = known_to(person, "203.0.113.1")
    for n in range(61):
        fail(at("203.0.113.1"), f"guess-{n}", 1)
    fail(at("203.0.113.1"), "Grey Owl", 6)
    assert TOO_MANY in sign_in(at("203.0.113.1"), "Grey Owl").text
    assert sign_in(hers, "Grey Owl").status_code == 302


def test_a_known_device_is_limited_by_itself(shared):
    person = user(alias="Grey Owl")
    hers = known_to(person)
    assert fail(hers, person.alias, 12) == [True] * 10 + [False] * 2
    assert sign_in(at("198.51.100.9"), person.alias).status_code == 302


def test_a_right_password_counts_for_nothing(shared):
    person = user(alias="Grey Owl")
    for _ in range(8):
        assert sign_in(at("203.0.113.1"), person.alias).status_code == 302


def test_confirming_is_counted_for_one_session_alone(shared):
    """Neither strangers' tries at sign-in nor a thief's session keep her from her own private pages."""
    person = user(Role.EXPERT, alias="Grey Owl")
    hers, thief = known_to(person), at("203.0.113.9")
    sign_in(hers, person.alias)
    sign_in(thief, person.alias)
    spread("Grey Owl", 51)
    said = [thief.post("/account/confirm/", {"password": "wrong"}).text for _ in range(11)]
    assert WRONG in said[9] and TOO_MANY in said[10]
    assert hers.post("/account/confirm/", {"password": PASSWORD}).status_code == 302


def test_the_password_now_is_guessed_as_seldom_as_a_confirmation(shared):
    person = user(Role.EXPERT)
    thief = at("203.0.113.9")
    sign_in(thief, person.alias)
    new = {"password1": "violet kettle harbour", "password2": "violet kettle harbour"}
    said = [thief.post("/account/password/change/", {"oldpassword": "wrong", **new}).text for _ in range(11)]
    assert "not your current password" in said[9] and TOO_MANY in said[10]


def test_codes_are_limited_and_a_known_device_apart(shared):
    person = user(Role.EXPERT)
    hers = known_to(person)
    TOTP.activate(person, SECRET)
    thief = at("203.0.113.9")  # somebody who learned the password
    sign_in(thief, person.alias)
    said = [thief.post("/account/second-step/code/", {"code": "000000"}).text for _ in range(6)]
    assert "did not work" in said[4] and TOO_MANY in said[5]
    sign_in(hers, person.alias)
    assert hers.post("/account/second-step/code/", {"code": code_now()})["Location"] == "/home/"


def test_codes_for_confirming_are_limited(shared):
    person = user(Role.EXPERT)
    client = at("203.0.113.9")
    sign_in(client, person.alias)
    TOTP.activate(person, SECRET)
    said = [client.post("/account/second-step/confirm/", {"code": "000000"}).text for _ in range(11)]
    assert "did not work" in said[9] and TOO_MANY in said[10]


def test_passkey_tries_have_their_own_count(shared):
    person = user(alias="Grey Owl")
    client = at("203.0.113.1")
    answers = [client.post("/account/passkeys/login/", {"credential": "{}"}).status_code for _ in range(61)]
    assert answers == [302] * 60 + [429]
    assert sign_in(at("203.0.113.1"), person.alias).status_code == 302


def test_password_tries_leave_passkeys_alone(shared):
    client = at("203.0.113.1")
    fail(client, "Grey Owl", 9)
    assert client.post("/account/passkeys/login/", {"credential": "{}"}).status_code == 302


def test_asking_to_join_is_limited_by_address(shared):
    asked = {"address": "heron@example.org", "sender_name": "calendar", "subject": "reminder"}
    here, there = at("203.0.113.1"), at("203.0.113.2")
    answers = [here.post("/ask-to-join/", asked).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]
    assert there.post("/ask-to-join/", asked).status_code == 302


def test_a_join_link_cannot_be_used_to_list_aliases(shared):
    """Whoever holds a link may learn whether an alias is taken; not often."""
    user(alias="Grey Owl")
    path = entry.entry_path(entry.issue_join_link(Role.OFFICIAL, by=None))
    client = at("203.0.113.1")
    answers = [client.post(path, {"alias": "Grey Owl"}).status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]
    assert client.get(path).status_code == 200, "looking is free"


def test_recovery_links_are_limited_by_manager(shared, sign_in):
    one, other = sign_in(user(Role.MANAGER)), sign_in(user(Role.MANAGER))
    answers = [one.post("/people/recovery/", {"alias": "Nobody"}).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]
    assert other.post("/people/recovery/", {"alias": "Nobody"}).status_code == 200


def test_a_refused_page_says_what_to_do():
    client = at("203.0.113.1")
    for _ in range(61):
        page = client.post("/account/passkeys/login/", {"credential": "{}"})
    assert "Please wait a little" in page.text and "You have not lost your account" in page.text


def test_the_cache_holds_no_alias_and_no_address():
    user(alias="Grey Owl")
    fail(at("203.0.113.77"), "Grey Owl", 2)
    held = str(list(cache._cache.items())).lower()
    assert "allauth:rl:network.people:sign_in" in held
    assert "owl" not in held and "203.0.113" not in held


def test_other_entries_push_no_count_out(settings):
    """Whoever fills the cache could begin anew; a table of 300 entries, as is usual, would let them."""
    settings.CACHES = {"default": base.CACHES["default"], "fragments": {"BACKEND": LOCAL}}
    call_command("createcachetable", verbosity=0)
    user(alias="Grey Owl")
    fail(at("203.0.113.1"), "Grey Owl", 5)
    for number in range(400):
        cache.set(f"zz{number}", 1, 60)
    assert fail(at("203.0.113.1"), "Grey Owl", 1) == [False]


def test_a_household_on_ipv6_counts_as_one():
    user(alias="Grey Owl")
    tried = [fail(at(f"2001:db8:1:2::{n:x}"), "Grey Owl", 1)[0] for n in range(1, 7)]
    assert tried == [True] * 5 + [False]
    assert fail(at("2001:db8:1:3::1"), "Grey Owl", 1) == [True]


def test_the_cookie_tells_nothing_and_is_bound_to_the_alias(rf, settings):
    hers = known_to(user(alias="Grey Owl"))
    cookie = hers.cookies[settings.DEVICE_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert "owl" not in cookie.value.lower()
    request = rf.post("/")
    request.COOKIES[settings.DEVICE_COOKIE_NAME] = cookie.value
    assert known_device(request, " grey OWL ")
    assert not known_device(request, "Blue Heron")
    for forged in ("", "x", cookie.value[:-1], f"x{cookie.value}"):
        request.COOKIES[settings.DEVICE_COOKIE_NAME] = forged
        assert not known_device(request, "Grey Owl")


def test_the_cookie_alone_opens_nothing():
    hers = known_to(user(alias="Grey Owl"))
    assert hers.get("/account/").status_code == 302


def test_a_stranger_cannot_make_one_for_an_alias_that_is_not_theirs():
    attacker, _owl = user(alias="Mallow"), user(alias="Grey Owl")
    theirs = known_to(attacker, "203.0.113.1")
    spread("Grey Owl", 50)
    assert TOO_MANY in sign_in(theirs, "Grey Owl").text


def test_a_wrong_password_and_an_unfinished_second_step_leave_no_cookie(settings):
    person = user(alias="Grey Owl")
    client = at("203.0.113.1")
    fail(client, person.alias, 1)
    TOTP.activate(person, SECRET)
    sign_in(client, person.alias)
    assert settings.DEVICE_COOKIE_NAME not in client.cookies
    client.post("/account/second-step/code/", {"code": code_now()})
    assert client.cookies[settings.DEVICE_COOKIE_NAME].value


def test_leaving_and_discretion_take_the_cookie_away(settings):
    person = user(Role.EXPERT)
    name = settings.DEVICE_COOKIE_NAME
    left = at("203.0.113.1")
    sign_in(left, person.alias)
    left.post("/leave/")
    assert not left.cookies[name].value and not left.cookies[settings.CSRF_COOKIE_NAME].value
    discreet = at("203.0.113.1")
    sign_in(discreet, person.alias)
    discreet.post("/account/screen/", {"discreet": "yes"})
    assert not discreet.cookies[name].value
    again = at("203.0.113.1")
    sign_in(again, person.alias)
    assert not again.cookies[name].value
    again.post("/account/screen/", {"discreet": "no"})
    assert again.cookies[name].value


def test_without_the_device_lane_the_owner_would_be_locked_out(monkeypatch):
    person = user(alias="Grey Owl")
    hers = known_to(person)
    monkeypatch.setattr(limits, "known_device", lambda request, alias: "")
    spread("Grey Owl", 51)
    assert TOO_MANY in sign_in(hers, "Grey Owl").text


def test_with_one_count_for_a_person_a_thief_would_stop_her_confirming(monkeypatch):
    person = user(Role.EXPERT)
    hers, thief = known_to(person), at("203.0.113.9")
    sign_in(hers, person.alias)
    sign_in(thief, person.alias)
    monkeypatch.setitem(limits.LIMITS, "confirm", (limits.Limit(("person",), 10, 900),))
    for _ in range(11):
        thief.post("/account/confirm/", {"password": "wrong"})
    assert TOO_MANY in hers.post("/account/confirm/", {"password": PASSWORD}).text
