"""Nothing is asked that nothing uses: what an expert is asked to agree to follows from the registered uses."""

import pytest

from network.consent import ledger, uses
from network.consent.purposes import NETWORK, PUBLIC, RULES, Audience, AudienceKind, Purpose
from network.consent.queries import first_questions, groups_for, standing_groups
from network.consent.uses import register_use, uses_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return factories.expert(consents=()).user


@pytest.fixture
def no_uses(monkeypatch):
    monkeypatch.setattr(uses, "_USES", {})


def asked(person) -> set[tuple[Purpose, AudienceKind]]:
    office = Audience(AudienceKind.AGENCY, "an-office")
    groups = [*standing_groups(person), *groups_for(person, [(office, "An office")])]
    return {(each.purpose, each.audience.kind) for group in groups for each in group.questions}


def test_every_question_that_is_asked_has_a_use(person):
    found = asked(person)
    assert (Purpose.MATCHING, AudienceKind.NETWORK) in found and (Purpose.NAME, AudienceKind.AGENCY) in found
    assert all(uses_of(purpose, kind) for purpose, kind in found)
    assert all(uses_of(each.purpose, AudienceKind.NETWORK) for each in first_questions(person))


def test_what_nothing_uses_is_not_asked_and_what_something_uses_is(person, no_uses):
    assert asked(person) == set()
    register_use("a.picture", Purpose.IMAGE, "A picture", kinds=(AudienceKind.PUBLIC,))
    assert asked(person) == {(Purpose.IMAGE, AudienceKind.PUBLIC)}
    register_use("a.line", Purpose.NAME, "A line")
    assert asked(person) == {(Purpose.IMAGE, AudienceKind.PUBLIC)} | {
        (Purpose.NAME, kind) for kind in RULES[Purpose.NAME].audiences
    }


def test_a_yes_from_before_can_still_be_taken_back(person, no_uses):
    ledger.grant(person, Purpose.IMAGE, PUBLIC)
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    assert asked(person) == {(Purpose.IMAGE, AudienceKind.PUBLIC), (Purpose.MATCHING, AudienceKind.NETWORK)}


def test_an_end_ends_what_is_for_its_own_audience_alone(person, no_uses):
    ended = []
    for kind in RULES[Purpose.NAME].audiences:
        register_use(
            f"a.{kind}", Purpose.NAME, "A place", kinds=(kind,), stop=lambda who, to: ended.append(to.kind)
        )
    ledger.grant(person, Purpose.NAME, PUBLIC)
    ledger.withdraw(person, Purpose.NAME, PUBLIC)
    assert ended == [AudienceKind.PUBLIC]
