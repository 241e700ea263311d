"""The navigation of each role."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.urls import path

from network.common import rooms
from network.common.context import rooms as context


def view(request): ...


urlpatterns = [
    path("home/", view, name="home"),
    path("home/work/", view, name="work"),
    path("pay/", view, name="pay"),
]


@pytest.fixture(autouse=True)
def registry(monkeypatch, settings):
    settings.ROOT_URLCONF = __name__
    monkeypatch.setattr(rooms, "_rooms", {})


def test_pages_come_in_order_and_only_for_the_role():
    rooms.register_room("expert", "Money", "pay", 30)
    rooms.register_room("expert", "Home", "home", 10)
    rooms.register_room("official", "Work", "work", 20)
    assert [room.label for room in rooms.rooms_for(["expert"])] == ["Home", "Money"]


def test_two_roles_share_a_page_once():
    rooms.register_room("expert", "Home", "home", 10)
    rooms.register_room("reviewer", "Home", "home", 10)
    rooms.register_room("reviewer", "Work", "work", 20)
    assert [room.label for room in rooms.rooms_for(["expert", "reviewer"])] == ["Home", "Work"]


def test_the_nearest_page_is_current():
    rooms.register_room("expert", "Home", "home", 10)
    rooms.register_room("expert", "Work", "work", 20)
    items = rooms.navigation(None, ["expert"], "/home/work/abc/")
    assert [(item["label"], item["current"]) for item in items] == [("Home", False), ("Work", True)]
    assert not any(item["current"] for item in rooms.navigation(None, ["expert"], "/elsewhere/"))


def test_what_waits_is_counted_for_the_person():
    rooms.register_room("expert", "Home", "home", 10, count=lambda user: user.waiting)
    assert rooms.navigation(SimpleNamespace(waiting=3), ["expert"], "/")[0]["count"] == 3


def test_what_stands_beside_the_account_is_not_among_the_pages():
    rooms.register_room("expert", "Home", "home", 10)
    rooms.register_room("expert", "Pay", "pay", 5, count=lambda user: 2, beside=True)
    assert [item["label"] for item in rooms.navigation(None, ["expert"], "/")] == ["Home"]
    beside = rooms.navigation(None, ["expert"], "/pay/", beside=True)
    assert [(item["label"], item["count"], item["current"]) for item in beside] == [("Pay", 2, True)]


def test_a_page_that_is_not_served_is_left_out():
    rooms.register_room("expert", "Gone", "nowhere", 10)
    assert rooms.navigation(None, ["expert"], "/") == []


def test_strangers_have_no_rooms():
    request = RequestFactory().get("/")
    assert context(request)["room_nav"]() == []
    request.user = SimpleNamespace(is_authenticated=False)
    assert context(request)["room_nav"]() == []
    assert context(request)["signed_in_as"]() == ""


def test_somebody_signed_in_sees_their_alias_and_nothing_more():
    rooms.register_room("expert", "Home", "home", 10)
    request = RequestFactory().get("/home/")
    request.user = SimpleNamespace(is_authenticated=True, roles=frozenset({"expert"}), alias="Juniper")
    assert context(request)["signed_in_as"]() == "Juniper"
    assert context(request)["room_nav"]() == [{"label": "Home", "url": "/home/", "current": True, "count": 0}]
