"""A yes reaches the one question it answered, whoever else has answered what; a change looks at its own rows alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.common import clock
from network.consent import ledger
from network.consent.models import Grant
from network.consent.purposes import NETWORK, PUBLIC, Audience, AudienceKind, Purpose
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
WORK = Audience(AudienceKind.ENGAGEMENT, "one-ref")
OFFICE = Audience(AudienceKind.AGENCY, "one-ref")


@pytest.fixture
def person():
    return factories.user(Role.EXPERT)


def test_a_yes_to_a_piece_of_work_is_none_to_an_office_of_the_same_number(person):
    ledger.grant(person, Purpose.RECORD, WORK)
    assert ledger.allows(person, Purpose.RECORD, WORK)
    assert not ledger.allows(person, Purpose.RECORD, OFFICE)
    assert ledger.agreed_among(Purpose.RECORD, WORK.kind, ["one-ref"]) == {(person.pk, "one-ref")}
    assert ledger.agreed_among(Purpose.RECORD, OFFICE.kind, ["one-ref"]) == set()


def test_asked_about_many_it_tells_of_those_alone(person):
    for ref in ("one", "two", "three"):
        ledger.grant(person, Purpose.RECORD, Audience(AudienceKind.ENGAGEMENT, ref))
    assert ledger.agreed_among(Purpose.RECORD, AudienceKind.ENGAGEMENT, ["one", "two", "none"]) == {
        (person.pk, "one"),
        (person.pk, "two"),
    }


def test_a_row_with_the_words_of_another_purpose_opens_neither(person):
    ledger.grant(person, Purpose.QUOTE, PUBLIC)
    Grant.objects.update(text_version="record/en/1")
    assert not ledger.allows(person, Purpose.QUOTE, PUBLIC)
    assert not ledger.allows(person, Purpose.RECORD, PUBLIC)


def test_it_says_whether_there_was_a_yes(person):
    assert ledger.withdraw(person, Purpose.MATCHING, NETWORK) is False
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    assert ledger.withdraw(person, Purpose.MATCHING, NETWORK) is True


def _queries(do) -> int:
    with CaptureQueriesContext(connection) as caught:
        do()
    return len(caught)


def _others_answer(number: int) -> None:
    for _ in range(number):
        ledger.grant(factories.user(Role.EXPERT), Purpose.MATCHING, NETWORK)


def test_taking_everything_back_asks_nothing_about_the_answers_of_others(person):
    counts = []
    for others in (1, 4):
        _others_answer(others)
        ledger.grant(person, Purpose.MATCHING, NETWORK)
        counts.append(_queries(lambda: ledger.withdraw_all(person)))
    assert counts[0] == counts[1]


def test_the_duty_asks_nothing_about_what_has_not_lapsed(person):
    counts = []
    for others in (1, 4):
        _others_answer(others)
        ledger.grant(person, Purpose.STATISTICS, NETWORK, until=clock.now() - timedelta(seconds=1))
        counts.append(_queries(lambda: ledger.expire_lapsed()))
    assert counts[0] == counts[1] and Grant.objects.count() == 5


def test_of_several_that_cannot_be_ended_the_first_is_told(person, monkeypatch):
    def stuck(who, purpose, *rest):
        raise RuntimeError(purpose)

    for purpose in (Purpose.IMAGE, Purpose.NAME, Purpose.STORY):
        ledger.grant(person, purpose, PUBLIC)
    monkeypatch.setattr(ledger, "end_uses", stuck)
    with (
        clock.standing_at(clock.now() + timedelta(days=500)),
        pytest.raises(RuntimeError, match=r"^image$"),
    ):
        ledger.expire_lapsed()
