"""What concerns an account's safety is told inside the network, and never by mail."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from network.experts import services as experts
from network.notifications import events
from network.notifications.models import Notice
from network.notifications.queries import unread_count, waiting_for
from network.notifications.services.delivery import deliver_notices
from network.people.entry import issue_recovery_link
from network.people.roles import Role
from network.people.services import account, joining
from tests.factories import PASSWORD, expert, user
from tests.notifications.helpers import HERON, reachable
from tests.people.test_second_step import code_now

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17 like Mac OS X) Version/17 Safari/604"
DESK = "Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/120"
NEWER_DESK = "Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/121"


def _sign_in(person, agent) -> Client:
    client = Client(headers={"user-agent": agent})
    client.post("/account/login/", {"login": person.alias, "password": PASSWORD})
    return client


def test_a_new_kind_of_device_is_told_once_and_the_first_is_no_news(mailoutbox):
    person = reachable(HERON)
    _sign_in(person, DESK)
    assert unread_count(person) == 0
    _sign_in(person, PHONE)
    _sign_in(person, NEWER_DESK)
    _sign_in(person, PHONE)
    assert [(each.words, each.url) for each in waiting_for(person)] == [
        ("A kind of device that you had not used here before signed in.", "/account/devices/")
    ]
    assert deliver_notices() == 0 and not mailoutbox
    assert "iPhone" not in str(list(Notice.objects.values()))


def test_one_persons_device_is_not_anothers_news():
    first, second = user(Role.EXPERT), user(Role.EXPERT)
    _sign_in(first, DESK)
    _sign_in(second, PHONE)
    assert unread_count(first) == unread_count(second) == 0


def test_a_changed_password_is_told(mailoutbox):
    person = reachable(HERON)
    client = _sign_in(person, DESK)
    new = "violet kettle harbour nine"
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    person.refresh_from_db()
    assert person.check_password(new)
    assert "Your password was changed." in [each.words for each in waiting_for(person)]
    assert deliver_notices() == 0 and not mailoutbox


CHANGED = "A passkey, an app or codes that you sign in with were changed."


def test_a_second_step_that_is_set_up_is_told_once(mailoutbox, django_capture_on_commit_callbacks):
    person = reachable(HERON)
    client = _sign_in(person, DESK)
    client.post("/account/confirm/", {"password": PASSWORD})
    secret = client.get("/account/second-step/app/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/second-step/app/", {"code": code_now(secret)})
    assert [each.words for each in waiting_for(person)] == [CHANGED], (
        "the codes that come with it are no second news"
    )
    assert deliver_notices() == 0 and not mailoutbox


def test_a_removed_passkey_and_a_way_back_in_are_told():
    for change in (_remove_passkey, _come_back):
        person = user(Role.EXPERT)
        change(person)
        assert CHANGED in [each.words for each in waiting_for(person)], change.__name__


def _remove_passkey(person):
    passkey = Authenticator.objects.create(user=person, type="webauthn", data={"name": "P", "credential": {}})
    account.remove_passkey(person, passkey)


def _come_back(person):
    joining.enter_by_password(
        issue_recovery_link(person, by=user(Role.MANAGER)), "violet kettle harbour nine"
    )


def test_changed_payout_details_are_told(mailoutbox):
    profile = expert(user=reachable(HERON))
    experts.keep_payout_details(profile, "Demo Bank (invented)")
    told = [(each.words, each.url) for each in waiting_for(profile.user)]
    assert told == [("Where your money goes was changed.", "/profile/pay/")]
    experts.keep_payout_details(profile, "Demo Bank (invented)")
    assert unread_count(profile.user) == 1, "nothing changed"
    assert deliver_notices() == 0 and not mailoutbox


def test_a_security_event_that_mails_cannot_be_registered():
    with pytest.raises(ValueError, match="must not be mailed"):
        events.register_event("security.anything", "Something.")
    assert all(not each.mails for each in events.all_events() if each.name.startswith(events.SECURITY))
