"""Receipts, audiences and copies asked back: one person's alone, each with what belongs to it, in an order to read."""

from datetime import timedelta

import pytest

from network.common import clock
from network.consent import ledger, queries, recalls
from network.consent.models import Entry, Grant, Recall
from network.consent.purposes import NETWORK, Audience, AudienceKind, Purpose
from tests import factories

pytestmark = pytest.mark.django_db
WORK = Audience(AudienceKind.ENGAGEMENT, "work-one")


@pytest.fixture
def person():
    return factories.expert(consents=()).user


def office(name, public_id) -> Audience:
    return Audience(AudienceKind.AGENCY, factories.agency(name=name, public_id=public_id).public_id)


def test_offices_and_work_are_listed_by_kind_and_name(person):
    for audience in (office("Zoning Office", "aaa"), office("Alms Office", "zzz"), office("Mint", "mmm")):
        ledger.grant(person, Purpose.CONTACT_AGAIN, audience)
    ledger.grant(person, Purpose.RECORD, WORK)
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    office("An Office she never met", "never")
    assert [(audience.ref, name) for audience, name in queries.own_audiences(person)] == [
        ("zzz", "Alms Office"),
        ("mmm", "Mint"),
        ("aaa", "Zoning Office"),
        ("work-one", "A piece of work"),
    ]


def test_pieces_of_work_of_one_name_keep_one_order(person):
    for ref in ("bbb", "aaa", "ccc"):
        ledger.grant(person, Purpose.RECORD, Audience(AudienceKind.ENGAGEMENT, ref))
    assert [audience.ref for audience, _ in queries.own_audiences(person)] == ["aaa", "bbb", "ccc"]


def test_an_office_that_is_no_more_still_has_a_name_to_read(person):
    ledger.grant(person, Purpose.CONTACT_AGAIN, Audience(AudienceKind.AGENCY, "gone"))
    assert [name for _, name in queries.own_audiences(person)] == ["An office"]


def test_the_audiences_of_another_are_not_hers(person):
    ledger.grant(factories.expert(consents=()).user, Purpose.CONTACT_AGAIN, office("Other's", "theirs"))
    assert queries.own_audiences(person) == []


def test_her_lines_are_hers_alone_newest_first(person):
    ledger.grant(factories.expert(consents=()).user, Purpose.CONTACT, NETWORK)
    ledger.grant(person, Purpose.CONTACT, NETWORK)
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    lines = queries.receipts_for(person, queries.ledger_of(person))
    assert [(line.entry.purpose, line.to) for line in lines] == [
        ("matching", "the network"),
        ("contact", "the network"),
    ]


class TestCopiesOfOneAgreement:
    """The receipt of an agreement lists the copies that were asked back for it, and no others."""

    @pytest.fixture
    def agency(self):
        return factories.agency()

    @pytest.fixture
    def record(self, person):
        ledger.grant(person, Purpose.RECORD, WORK)
        return Grant.objects.get(person=person).record

    def _ask(self, person, agency, about, purpose=Purpose.RECORD, audience=WORK):
        recalls.ask(person, purpose, audience, agency, about)

    def _listed(self, person, record) -> list[str]:
        return [recall.about for recall in queries.agreement_for(person, record).recalls]

    def test_what_was_asked_back_while_it_still_held_is_listed_newest_first(self, person, agency, record):
        start = clock.now()
        with clock.standing_at(start + timedelta(days=1)):
            self._ask(person, agency, "first")
        with clock.standing_at(start + timedelta(days=2)):
            self._ask(person, agency, "second")
            ledger.withdraw(person, Purpose.RECORD, WORK)
        assert self._listed(person, record) == ["second", "first"]

    @pytest.mark.parametrize(
        ("purpose", "audience"),
        [
            (Purpose.QUOTE, WORK),
            (Purpose.RECORD, Audience(AudienceKind.ENGAGEMENT, "work-two")),
            (Purpose.RECORD, Audience(AudienceKind.AGENCY, "work-one")),
        ],
    )
    def test_what_was_asked_back_for_another_question_is_not(self, person, agency, record, purpose, audience):
        self._ask(person, agency, "other", purpose, audience)
        assert self._listed(person, record) == []
        assert [recall.about for recall in queries.recalls_of(person)] == ["other"]

    def test_what_was_asked_back_of_another_person_is_not(self, person, agency, record):
        self._ask(factories.expert(consents=()).user, agency, "theirs")
        assert self._listed(person, record) == [] and not queries.recalls_of(person)

    def test_what_was_asked_back_for_an_earlier_agreement_stays_with_that_one(self, person, agency, record):
        start = clock.now()
        with clock.standing_at(start + timedelta(days=1)):
            self._ask(person, agency, "note")
            ledger.withdraw(person, Purpose.RECORD, WORK)
        with clock.standing_at(start + timedelta(days=2)):
            ledger.grant(person, Purpose.RECORD, WORK)
        again = Grant.objects.get(person=person).record
        assert again != record
        assert self._listed(person, again) == []
        assert self._listed(person, record) == ["note"]

    def test_the_office_is_read_with_its_copies(self, person, agency, record, django_assert_num_queries):
        for about in ("first", "second"):
            self._ask(person, agency, about)
        with django_assert_num_queries(1):
            assert {recall.agency.name for recall in queries.recalls_of(person)} == {agency.name}


def test_what_became_of_one_agreement_is_not_told_of_another(person):
    for purpose, audience in ((Purpose.MATCHING, NETWORK), (Purpose.RECORD, WORK)):
        ledger.grant(person, purpose, audience)
        ledger.withdraw(person, purpose, audience)
    matching, record = (
        {place.words for place in queries.agreement_for(person, entry.record).places}
        for entry in Entry.objects.filter(act="withdraw").order_by("id")
    )
    assert "The draw for each request" in matching and "The note of what you said" in record
    assert not matching & record


def test_an_agreement_has_its_lines_in_their_order_and_no_others(person):
    for purpose in (Purpose.MATCHING, Purpose.CONTACT):
        ledger.grant(person, purpose, NETWORK)
    ledger.withdraw(person, Purpose.MATCHING, NETWORK)
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    first = Entry.objects.filter(purpose=Purpose.MATCHING).first()
    agreement = queries.agreement_for(person, first.record)
    assert [entry.act for entry in agreement.entries] == ["grant", "withdraw"]
    assert agreement.record == first.record and not agreement.is_open
    assert queries.agreement_for(person, Entry.objects.last().record).is_open
    assert not Recall.objects.exists()
