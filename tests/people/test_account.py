"""A person's own pages: nobody else's, confirmed where private, no address kept."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client

from network.people.models import KeptDraft, User
from network.people.queries import passkey_ref
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact, own_contact
from network.vault.models import Sealed
from tests.factories import PASSWORD, agency, official, user

pytestmark = pytest.mark.django_db
CONTACT = {
    "channel": "email",
    "address": "heron@example.org",
    "sender_name": "calendar",
    "subject": "reminder",
    "hours_from": 9,
    "hours_to": 17,
    "days": [0, 1],
    "language": "fr",
    "read_by_me_alone": "on",
    "may_name_network": "on",
    "code_word": "blue kettle",
}


def _signed_in(person, confirmed=False) -> Client:
    client = Client()
    client.post("/account/login/", {"login": person.alias, "password": PASSWORD})
    if confirmed:
        client.post("/account/confirm/", {"password": PASSWORD})
    return client


def test_the_contact_page_asks_who_it_is_first():
    client = _signed_in(user(Role.EXPERT))
    came_from = "http://testserver/account/login/"
    assert (
        client.get("/account/contact/", HTTP_REFERER=came_from)["Location"]
        == "/account/confirm/?next=/account/contact/"
    )


def test_what_was_sent_without_confirming_is_kept_sealed_and_not_in_the_session():
    person = user(Role.EXPERT)
    client = _signed_in(person)
    client.post("/account/contact/", CONTACT)
    assert KeptDraft.objects.get().path == "/account/contact/"
    assert all("heron" not in str(s.get_decoded()) for s in Session.objects.all())
    page = client.post("/account/confirm/?next=/account/contact/", {"password": PASSWORD}, follow=True)
    assert "heron@example.org" in page.text
    assert own_contact(person.public_id).channel == "none"


def test_changing_the_contact():
    person = user(Role.EXPERT)
    client = _signed_in(person, confirmed=True)
    assert client.post("/account/contact/", CONTACT)["Location"] == "/account/contact/check/"
    kept = own_contact(person.public_id)
    assert (kept.address, kept.hours_from, kept.days) == ("heron@example.org", 9, (0, 1))
    assert (kept.language, kept.code_word) == ("fr", "blue kettle")
    assert kept.read_by_me_alone and kept.may_name_network
    assert b"heron" not in bytes(Sealed.objects.get().ciphertext)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"address": ""}, "address"),
        ({"address": "x"}, "address"),
        ({"hours_to": 8}, "hours_to"),
        ({"days": []}, "days"),
        ({"read_by_me_alone": ""}, "may_name_network"),
        ({"code_word": "survivors meet"}, "code_word"),
        ({"code_word": "see example.org"}, "code_word"),
        ({"language": "de"}, "language"),
    ],
)
def test_a_wrong_contact_is_explained_and_not_kept(wrong, field):
    person = user(Role.EXPERT)
    keep_safe_contact(person.public_id, SafeContact())
    page = _signed_in(person, confirmed=True).post("/account/contact/", {**CONTACT, **wrong})
    assert field in page.context["form"].errors
    assert own_contact(person.public_id).channel == "none"


def test_an_officials_contact_is_with_their_office():
    person = official(agency()).user
    person.is_demo = True
    person.save()
    assert "/account/contact/" not in _signed_in(person).get("/account/").text


def test_time_zone_and_language():
    person = user(Role.EXPERT)
    _signed_in(person).post("/account/place/", {"time_zone": "Asia/Manila", "language": "fr"})
    person = User.objects.get()
    assert (person.time_zone, person.language) == ("Asia/Manila", "fr")


def test_another_persons_passkey_is_like_none():
    person, other = user(Role.EXPERT), user(Role.EXPERT)
    passkey = Authenticator.objects.create(user=other, type="webauthn", data={"name": "P", "credential": {}})
    client = _signed_in(person, confirmed=True)
    foreign = client.get(f"/account/passkeys/{passkey_ref(passkey)}/remove/")
    missing = client.get("/account/passkeys/0123456789abcdef/remove/")
    assert foreign.status_code == missing.status_code == 404 and foreign.content == missing.content


def test_removing_a_passkey():
    person = user(Role.EXPERT)
    client = _signed_in(person, confirmed=True)
    passkey = Authenticator.objects.create(user=person, type="webauthn", data={"name": "P", "credential": {}})
    page = f"/account/passkeys/{passkey_ref(passkey)}/remove/"
    assert "Remove “P”?" in client.get(page).text
    assert client.post(page)["Location"] == "/account/"
    assert not Authenticator.objects.exists()


def test_a_password_can_only_be_set_after_confirming():
    person = user(Role.EXPERT)
    client = _signed_in(person)
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "P", "credential": {}})
    User.objects.update(password="!")
    client.force_login(User.objects.get())
    assert "/account/passkeys/confirm/" in client.get("/account/password/set/")["Location"]
