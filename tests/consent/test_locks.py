"""What a change holds until it is done: the person first, then her answer, so that two changes never pass each other.

Held rows are told by the question for them, so that this shows on SQLite too, which has no such locks; that the locks
do their work is shown on PostgreSQL (tests/experts/test_disclosure_race.py).
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db.models import QuerySet

from network.common import clock
from network.consent import ledger, recalls, services
from network.consent.models import Grant, Recall
from network.consent.purposes import NETWORK, PUBLIC, Audience, AudienceKind, Purpose
from network.people.models import User
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
WORK = Audience(AudienceKind.ENGAGEMENT, "work-one")


@pytest.fixture
def held(monkeypatch):
    """The tables whose rows were asked for with a lock, in order, with how."""
    asked = []
    lock = QuerySet.select_for_update

    def watched(rows, **how):
        asked.append((rows.model, how))
        return lock(rows, **how)

    monkeypatch.setattr(QuerySet, "select_for_update", watched)
    return asked


@pytest.fixture
def person():
    made = factories.user(Role.EXPERT)
    with clock.standing_at(clock.now() - timedelta(hours=73)):
        ledger.grant(made, Purpose.STORY, PUBLIC)
    ledger.grant(made, Purpose.MATCHING, NETWORK)
    return made


CHANGES = {
    "a yes": lambda person: ledger.grant(person, Purpose.RECORD, WORK),
    "a second yes": lambda person: ledger.confirm(person, Purpose.STORY, PUBLIC),
    "a withdrawal": lambda person: ledger.withdraw(person, Purpose.STATISTICS, NETWORK),
    "the withdrawal of all": ledger.withdraw_all,
    "a lapse": lambda person: ledger._expire(Grant.objects.first().pk),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_holds_the_person_before_it_looks_at_her_answers(held, person, change):
    held.clear()
    CHANGES[change](person)
    tables = [model for model, _ in held if model in {User, Grant}]
    assert tables[0] is User and Grant in tables


@pytest.mark.parametrize("change", CHANGES)
def test_rows_that_merely_name_the_person_may_be_written_meanwhile(held, person, change):
    CHANGES[change](person)
    assert all(how == {"no_key": True} for model, how in held if model is User)


def test_an_answer_that_opens_something_is_held_until_that_is_done(held, person):
    held.clear()
    assert ledger.allows(person, Purpose.MATCHING, NETWORK)
    assert ledger.agreed_among(Purpose.MATCHING, AudienceKind.NETWORK, [""]) == {(person.pk, "")}
    assert [model for model, _ in held] == [Grant, Grant]


def test_outside_a_transaction_nothing_can_be_held_and_nothing_is(held, person, monkeypatch):
    held.clear()
    monkeypatch.setattr(ledger, "connection", SimpleNamespace(in_atomic_block=False))
    assert ledger.allows(person, Purpose.MATCHING, NETWORK)
    assert ledger.agreed_among(Purpose.MATCHING, AudienceKind.NETWORK, [""]) == {(person.pk, "")}
    assert held == []


def test_a_copy_asked_back_is_held_while_its_office_is_told_and_while_it_answers(held, person):
    official = factories.official()
    recalls.ask(person, Purpose.RECORD, WORK, official.agency, "note")
    recall = Recall.objects.get()
    held.clear()
    recalls.tell(recall.public_id)
    recalls.acknowledge(recall, official)
    # Its own row alone: a lock on the office's row would make its other copies wait.
    assert [how for model, how in held if model is Recall] == [{"of": ("self",)}, {}]


def test_who_is_asked_a_second_time_is_not_held_but_for_the_one_answer(held, person):
    held.clear()
    assert services.ask_second_yes() == 1
    assert [how for model, how in held if model is Grant] == [{"of": ("self",)}]
