"""A withdrawal ends every registered use inside its own transaction, or does not happen at all."""

import pytest

from network.common import clock
from network.consent import ledger, uses
from network.consent.models import Entry, Grant
from network.consent.purposes import NETWORK, PUBLIC, Purpose
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(monkeypatch):
    """The uses of this test alone, and which of them were ended for whom."""
    seen = []
    monkeypatch.setattr(uses, "_USES", [])
    uses.register_use(Purpose.STORY, "A page", lambda person, audience: seen.append((person, audience)))
    uses.register_use(Purpose.NAME, "A line", lambda person, audience: seen.append("the name"))
    return seen


@pytest.fixture
def person():
    made = factories.user(Role.EXPERT)
    ledger.grant(made, Purpose.STORY, PUBLIC)
    return made


def test_taking_back_ends_the_uses_of_that_purpose_alone(ended, person):
    ledger.withdraw(person, Purpose.STORY, PUBLIC)
    assert ended == [(person, PUBLIC)]


def test_lapsing_ends_them_too(ended, person):
    with clock.standing_at(clock.months_later(clock.now(), 13)):
        ledger.expire_lapsed()
    assert ended == [(person, PUBLIC)]


def test_where_there_was_no_yes_nothing_is_ended(ended, person):
    ledger.withdraw(person, Purpose.MATCHING, NETWORK)
    assert ended == []


def test_a_use_that_cannot_be_ended_leaves_no_half_withdrawal(ended, person):
    def fail(person, audience):
        raise RuntimeError("cannot")

    uses.register_use(Purpose.STORY, "A broken place", fail)
    with pytest.raises(RuntimeError):
        ledger.withdraw(person, Purpose.STORY, PUBLIC)
    assert Grant.objects.get().purpose == Purpose.STORY
    assert [entry.act for entry in Entry.objects.all()] == ["grant"]


def test_a_use_is_named_for_the_person_who_decides(ended):
    assert [use.place for use in uses.uses_of(Purpose.STORY)] == ["A page"]
