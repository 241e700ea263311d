"""A change of consent that cannot be carried to its end leaves everything as it was."""

from datetime import timedelta

import pytest

from network.audit.models import Entry as AuditEntry
from network.common import clock
from network.consent import ledger, recalls, services
from network.consent.models import Entry, Grant, Recall
from network.consent.purposes import NETWORK, PUBLIC, Audience, AudienceKind, Purpose
from network.notifications.models import Notice
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
WORK = Audience(AudienceKind.ENGAGEMENT, "work-one")
START = clock.now()


class Broken(Exception):
    """What a test lets fail."""


@pytest.fixture
def person():
    """Somebody who agreed to the draw for a day, to figures, and once to a story."""
    made = factories.user(Role.EXPERT)
    with clock.standing_at(START):
        ledger.grant(made, Purpose.MATCHING, NETWORK, until=START + timedelta(days=1))
        ledger.grant(made, Purpose.STATISTICS, NETWORK)
        ledger.grant(made, Purpose.STORY, PUBLIC)
    return made


def everything() -> tuple:
    """All that a change of consent writes."""
    return tuple(list(model.objects.order_by("pk").values()) for model in (Entry, Grant, Recall, AuditEntry))


def fails_at(call: int, of):
    """`of`, which raises when it is called for the `call`th time, after it did its work."""
    calls = []

    def failing(*args, **named):
        done = of(*args, **named)
        calls.append(done)
        if len(calls) == call:
            raise Broken
        return done

    return failing


# What is done, and at which writing into the audit log, its last step, it fails.
CHANGES = {
    "a yes": (lambda person: ledger.grant(person, Purpose.RECORD, WORK), 1),
    "a yes after a lapse": (lambda person: ledger.grant(person, Purpose.MATCHING, NETWORK), 2),
    "a second yes": (lambda person: ledger.confirm(person, Purpose.STORY, PUBLIC), 1),
    "a withdrawal": (lambda person: ledger.withdraw(person, Purpose.STATISTICS, NETWORK), 1),
    "the withdrawal of all": (lambda person: ledger.withdraw_all(person), 3),
    "a lapse": (lambda person: ledger.expire_lapsed(), 1),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_cannot_be_audited_has_not_happened(person, monkeypatch, change):
    do, last_step = CHANGES[change]
    before = everything()
    with clock.standing_at(START + timedelta(days=4)):
        with monkeypatch.context() as broken, pytest.raises(Broken):
            broken.setattr(ledger, "record", fails_at(last_step, ledger.record))
            do(person)
        assert everything() == before
        do(person)
        assert everything() != before, "and without the fault it happens"


@pytest.fixture
def recall():
    official, person = factories.official(), factories.user(Role.EXPERT)
    recalls.ask(person, Purpose.RECORD, WORK, official.agency, "note")
    made = Recall.objects.get()
    made.official = official
    return made


def test_an_office_whose_answer_cannot_be_audited_has_not_answered(recall, monkeypatch):
    monkeypatch.setattr(recalls, "record", fails_at(1, recalls.record))
    before = everything()
    with pytest.raises(Broken):
        recalls.acknowledge(recall, recall.official)
    assert everything() == before


def test_a_telling_that_cannot_be_noted_down_has_told_nobody(recall, monkeypatch):
    monkeypatch.setattr(Recall, "save", fails_at(1, Recall.save))
    with pytest.raises(Broken):
        recalls.tell(recall.public_id)
    assert not Notice.objects.exists()
    monkeypatch.undo()
    assert recalls.tell(recall.public_id) == 1
    assert Notice.objects.get().person == recall.official.user


def test_a_question_for_the_second_yes_that_cannot_be_noted_down_was_not_asked(monkeypatch):
    expert = factories.expert(consents=())
    ledger.grant(expert.user, Purpose.STORY, PUBLIC)
    with clock.standing_at(clock.now() + timedelta(hours=73)):
        with monkeypatch.context() as broken, pytest.raises(Broken):
            broken.setattr(Grant, "save", fails_at(1, Grant.save))
            services.ask_second_yes()
        assert not Notice.objects.exists() and Grant.objects.get().asked_at is None
        assert services.ask_second_yes() == 1
    assert Notice.objects.get().person == expert.user
