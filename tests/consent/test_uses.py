"""What ends with a yes: every registered use, inside the same transaction, and the expert reads what became of each."""

import pytest

from network.common import clock
from network.consent import ledger, queries, uses
from network.consent.models import Ending, Entry, Grant
from network.consent.purposes import NETWORK, PUBLIC, Purpose
from network.consent.uses import Ends, all_uses, register_use
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(monkeypatch):
    """The uses of this test alone, and which of them were ended for whom."""
    seen = []
    monkeypatch.setattr(uses, "_USES", {})
    register_use(
        "a.page", Purpose.STORY, "A page", stop=lambda person, audience: seen.append((person, audience))
    )
    register_use("a.line", Purpose.NAME, "A line", stop=lambda person, audience: seen.append("the name"))
    register_use("a.view", Purpose.STORY, "A list that asks each time", asked_by=("somewhere.list",))
    register_use("a.print", Purpose.STORY, "Printed pages", because="Paper cannot be called back.")
    register_use("a.copy", Purpose.STORY, "Copies", describe=lambda agency, ids: {})
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


def test_a_new_yes_after_a_lapse_ends_what_the_old_one_had_opened(ended, person):
    with clock.standing_at(clock.months_later(clock.now(), 13)):
        ledger.grant(person, Purpose.STORY, PUBLIC)
    assert ended == [(person, PUBLIC)]


def test_where_there_was_no_yes_nothing_is_ended(ended, person):
    ledger.withdraw(person, Purpose.MATCHING, NETWORK)
    assert ended == [] and not Ending.objects.exists()


def test_a_use_that_cannot_be_ended_leaves_no_half_withdrawal(ended, person):
    def fail(person, audience):
        raise RuntimeError("cannot")

    register_use("a.broken", Purpose.STORY, "A broken place", stop=fail)
    with pytest.raises(RuntimeError):
        ledger.withdraw(person, Purpose.STORY, PUBLIC)
    assert Grant.objects.get().purpose == Purpose.STORY
    assert [entry.act for entry in Entry.objects.all()] == ["grant"]
    assert not Ending.objects.exists()


def test_the_expert_reads_what_became_of_each_place(ended, person):
    record = Grant.objects.get().record
    ledger.withdraw(person, Purpose.STORY, PUBLIC)
    agreement = queries.agreement_for(person, record)
    assert not agreement.is_open
    assert [(place.words, place.because) for place in agreement.places] == [
        ("A page", ""),
        ("A list that asks each time", ""),
        ("Printed pages", "Paper cannot be called back."),
    ]


def test_a_place_that_the_site_no_longer_has_is_left_out(ended, person):
    record = Grant.objects.get().record
    ledger.withdraw(person, Purpose.STORY, PUBLIC)
    del uses._USES["a.page"]
    assert len(queries.agreement_for(person, record).places) == 2


def test_before_a_yes_the_places_are_named_that_will_use_it(ended, person):
    places = queries.question_for(person, "story", "public").places
    assert places == ["A page", "A list that asks each time", "Copies"]


def test_a_use_ends_in_one_way_and_has_one_name(ended):
    with pytest.raises(ValueError, match="cannot be undone"):
        register_use("b", Purpose.STORY, "B", stop=print, because="never")
    with pytest.raises(ValueError, match="twice"):
        register_use("a.page", Purpose.STORY, "Again")


def test_every_use_of_the_site_says_how_it_ends():
    for use in all_uses():
        assert use.place and len(use.name) <= 40
        if use.ends is Ends.AT_VIEW:
            assert use.asked_by, f"{use.name} says neither how it ends nor who asks the ledger"
