"""Each page of consent is for its role alone, and takes what it is there to take: to be opened, or a form."""

import pytest
from django.test import Client
from django.urls import reverse

from network.consent import ledger, recalls
from network.consent.models import Grant, Recall
from network.consent.purposes import NETWORK, Audience, AudienceKind, Purpose
from network.people.models import RoleGrant
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
# Its address, and what it takes: reading, a form, or a press of a button.
HERS = {
    "home": "read", "check": "read", "first": "form", "question": "form", "receipts": "read", "receipt": "read",
    "receipt_pdf": "read", "receipt_data": "read", "asked_back": "read",
}  # fmt: skip
OFFICES = {"to_delete": "read", "deleted": "press"}
OPENED = {"read": 200, "form": 200, "press": 405}
SENT = {"read": 405, "form": 200, "press": 302}


@pytest.fixture
def expert():
    return factories.expert(consents=(Purpose.MATCHING,)).user


@pytest.fixture
def official():
    made = factories.official()
    work = Audience(AudienceKind.ENGAGEMENT, "work")
    recalls.ask(factories.user(Role.EXPERT), Purpose.RECORD, work, made.agency, "note")
    return made.user


def path_of(name) -> str:
    record = Grant.objects.filter(purpose=Purpose.MATCHING).values_list("record", flat=True).first()
    arguments = {
        "first": ["matching"],
        "question": ["matching", "network"],
        "deleted": [Recall.objects.values_list("public_id", flat=True).first()],
    }
    if name.startswith("receipt") and name != "receipts":
        return reverse(f"consent:{name}", args=[record])
    return reverse(f"consent:{name}", args=arguments.get(name, []))


def _takes(client, name, kind):
    assert client.get(path_of(name)).status_code == OPENED[kind]
    assert client.post(path_of(name), {}).status_code == SENT[kind]


@pytest.mark.parametrize("name", HERS)
def test_an_experts_page_takes_what_it_is_for(sign_in, expert, name):
    _takes(sign_in(expert), name, HERS[name])


@pytest.mark.parametrize("name", OFFICES)
def test_an_offices_page_takes_what_it_is_for(sign_in, official, name):
    _takes(sign_in(official), name, OFFICES[name])


def _shut(client, path):
    return [client.get(path).status_code, client.post(path, {"answer": "no"}).status_code]


@pytest.mark.parametrize("name", HERS)
def test_who_is_an_expert_no_more_finds_no_page_of_an_expert(sign_in, expert, name):
    RoleGrant.objects.filter(user=expert).update(role=Role.EDITOR)
    assert _shut(sign_in(expert), path_of(name)) == [404, 404]
    assert ledger.allows(expert, Purpose.MATCHING, NETWORK)


@pytest.mark.parametrize("name", OFFICES)
def test_who_is_an_official_no_more_finds_no_page_of_an_office(sign_in, official, name):
    RoleGrant.objects.filter(user=official).update(role=Role.EDITOR)
    assert _shut(sign_in(official), path_of(name)) == [404, 404]
    assert Recall.objects.get().acknowledged_at is None


@pytest.mark.parametrize("name", [*HERS, *OFFICES])
def test_who_is_not_signed_in_is_asked_to(expert, official, name):
    assert _shut(Client(), path_of(name)) == [302, 302]
    assert ledger.allows(expert, Purpose.MATCHING, NETWORK)
    assert Recall.objects.get().acknowledged_at is None
