"""The audit log holds which consent changed, for what kind of audience and until when; never which office or work."""

from datetime import timedelta

import pytest

from network.audit import models as audit
from network.common import clock
from network.consent import ledger, recalls
from network.consent.models import Recall
from network.consent.purposes import NETWORK, Audience, AudienceKind, Purpose
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
OFFICE = Audience(AudienceKind.AGENCY, "office-one")


@pytest.fixture
def person():
    return factories.user(Role.EXPERT)


def lines(of) -> list[tuple]:
    """What the log says about the consents of one person: the act and its details."""
    rows = audit.Entry.objects.filter(object_id=of.public_id, action__startswith="consent.").order_by("pk")
    assert {row.actor for row in rows} <= {of.public_id}
    return [(row.action.removeprefix("consent."), row.detail) for row in rows]


def test_each_change_is_told_with_its_purpose_its_kind_of_audience_and_its_end(person):
    start = clock.now()
    end = clock.months_later(start, 12)
    name = {"purpose": "name", "audience": "agency"}
    with clock.standing_at(start):
        ledger.grant(person, Purpose.NAME, OFFICE)
    with clock.standing_at(start + timedelta(hours=72)):
        ledger.confirm(person, Purpose.NAME, OFFICE)
        ledger.withdraw(person, Purpose.NAME, OFFICE)
    assert lines(person) == [
        ("grant", {**name, "until": str(end)}),
        ("confirm", {**name, "until": str(end)}),
        ("withdraw", name),
    ]


def test_what_has_no_end_says_so_and_a_lapse_is_told_as_one(person):
    ledger.grant(person, Purpose.STATISTICS, NETWORK)
    ledger.grant(person, Purpose.MATCHING, NETWORK, until=clock.now() + timedelta(days=1))
    with clock.standing_at(clock.now() + timedelta(days=2)):
        ledger.expire_lapsed()
    assert lines(person)[0] == ("grant", {"purpose": "statistics", "audience": "network", "until": None})
    assert lines(person)[-1] == ("expire", {"purpose": "matching", "audience": "network"})


def test_an_office_that_deleted_is_told_by_the_copy_and_its_purpose(person):
    official = factories.official()
    recalls.ask(person, Purpose.RECORD, Audience(AudienceKind.ENGAGEMENT, "work"), official.agency, "note")
    recall = Recall.objects.get()
    for _ in range(2):
        recalls.acknowledge(recall, official)
    told = audit.Entry.objects.get(action="consent.recall_acknowledged")
    assert (told.actor, told.object_id, told.detail) == (
        official.user.public_id,
        recall.public_id,
        {"purpose": "record"},
    )
