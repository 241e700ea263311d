"""Whoever can see things about others needs a second step; its secrets lie sealed."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.test import Client

from network.people.adapters import MFAAdapter
from network.people.rewrapping import rewrap_second_steps
from network.people.roles import MFA_REQUIRED, Role
from network.people.services import account
from network.vault.cipher import CannotOpen
from tests.factories import PASSWORD, user

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret=SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


@pytest.mark.parametrize("role", sorted(MFA_REQUIRED))
def test_staff_without_a_second_step_can_only_set_one_up(client, role):
    client.force_login(user(role))
    for path in ("/account/", "/notices/", "/account/devices/"):
        assert client.get(path)["Location"] == "/account/second-step/"
    assert client.get("/account/second-step/").status_code == 200
    assert client.post("/leave/").status_code == 303


def test_staff_with_a_second_step_come_in(sign_in):
    assert sign_in(user(Role.MANAGER)).get("/account/").status_code == 200


def test_experts_are_not_forced(client):
    client.force_login(user(Role.EXPERT))
    assert client.get("/account/").status_code == 200


def test_demo_people_are_let_through_on_a_demo_only(client, settings):
    client.force_login(user(Role.MANAGER, is_demo=True))
    assert client.get("/account/").status_code == 200
    settings.DEMO = False
    assert client.get("/account/").status_code == 302


def test_setting_up_an_app_shows_codes_once(client):
    person = user(Role.MANAGER)
    client.post("/account/login/", {"login": person.alias, "password": PASSWORD})
    page = client.get("/account/second-step/app/", follow=True)
    assert page.request["PATH_INFO"] == "/account/confirm/"
    page = client.post(
        "/account/confirm/?next=/account/second-step/app/", {"password": PASSWORD}, follow=True
    )
    secret = page.context["form"].secret
    assert all(secret not in str(each.get_decoded()) for each in Session.objects.all())
    page = client.post("/account/second-step/app/", {"code": "000000"})
    assert page.context["form"].secret == secret, "a mistyped code must not need a new scan"
    page = client.post("/account/second-step/app/", {"code": code_now(secret)}, follow=True)
    assert page.request["PATH_INFO"] == "/account/recovery-codes/"
    code = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()[0]
    assert code in page.text
    assert code not in client.get("/account/recovery-codes/").text
    assert client.get("/account/").status_code == 200


def test_a_password_alone_does_not_bring_staff_in(client):
    person = user(Role.MANAGER)
    TOTP.activate(person, SECRET)
    response = client.post("/account/login/", {"login": person.alias, "password": PASSWORD})
    assert response["Location"] == "/account/second-step/code/"
    assert client.get("/account/").status_code == 302
    assert client.post("/account/second-step/code/", {"code": "000000"}).status_code == 200
    assert client.post("/account/second-step/code/", {"code": code_now()})["Location"] == "/home/"


def test_a_recovery_code_works_once():
    person = user(Role.EXPERT)
    TOTP.activate(person, SECRET)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    landed = []
    for _ in range(2):
        client = Client()
        client.post("/account/login/", {"login": person.alias, "password": PASSWORD})
        landed.append(client.post("/account/second-step/code/", {"code": code}).status_code)
    assert landed == [302, 200]


def test_secrets_lie_sealed():
    person = user()
    TOTP.activate(person, SECRET)
    RecoveryCodes.activate(person)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert MFAAdapter().decrypt(Authenticator.objects.get(type="totp").data["secret"]) == SECRET
    with pytest.raises(CannotOpen):
        MFAAdapter().decrypt("unknown.AAAA")


def test_secrets_follow_the_ring(settings):
    person = user()
    TOTP.activate(person, SECRET)
    settings.VAULT_KEYS = ["a-new-ring-key", *settings.VAULT_KEYS]
    assert rewrap_second_steps() == 1
    assert rewrap_second_steps() == 0
    settings.VAULT_KEYS = ["a-new-ring-key"]
    assert MFAAdapter().decrypt(Authenticator.objects.get().data["secret"]) == SECRET


def _passkey(person):
    return Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone", "credential": {}}
    )


def test_the_last_way_in_cannot_be_removed():
    person = user(Role.EXPERT)
    person.set_unusable_password()
    person.save()
    first, second = _passkey(person), _passkey(person)
    account.remove_passkey(person, first)
    with pytest.raises(account.LastWayIn):
        account.remove_passkey(person, second)


def test_staff_keep_a_second_step():
    person = user(Role.FINANCE)
    passkey = _passkey(person)
    with pytest.raises(account.LastWayIn):
        account.remove_passkey(person, passkey)
    TOTP.activate(person, SECRET)
    account.remove_passkey(person, passkey)


def test_codes_go_with_the_last_second_step():
    person = user(Role.EXPERT)
    passkey = _passkey(person)
    RecoveryCodes.activate(person)
    account.remove_passkey(person, passkey)
    assert not Authenticator.objects.exists()


def test_staff_cannot_stop_their_app(sign_in):
    client = sign_in(person := user(Role.MANAGER))
    assert not MFAAdapter().can_delete_authenticator(Authenticator.objects.get(user=person))
    assert client.get("/account/second-step/app/remove/").status_code == 302
