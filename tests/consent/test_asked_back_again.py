"""When an office is asked for its copies, and again: five of its working days to answer, then each week."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.common import clock
from network.consent import recalls, tasks
from network.consent.models import Recall
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.notifications.models import Notice
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
WORK = Audience(AudienceKind.ENGAGEMENT, "work-one")
FRIDAY = datetime(2027, 3, 5, 20, tzinfo=UTC)  # 15:00 in New York, before its clocks change


@pytest.fixture
def official():
    return factories.official()


def ask(agency, about="note", person=None, purpose=Purpose.RECORD, audience=WORK) -> Recall:
    recalls.ask(person or factories.user(Role.EXPERT), purpose, audience, agency, about)
    return Recall.objects.get(agency=agency, about=about, purpose=purpose, acknowledged_at=None)


def told(official) -> int:
    return Notice.objects.filter(person=official.user, event="consent.delete").count()


def test_an_office_has_five_of_its_own_working_days(official):
    with clock.standing_at(FRIDAY):
        recall = ask(official.agency)
    assert recall.asked_at == recall.remind_at == FRIDAY
    assert recall.due_at == datetime(2027, 3, 12, 20, tzinfo=UTC)
    # On Saturday morning in Kiribati, when it still is Friday elsewhere, the days begin with Monday.
    with clock.standing_at(FRIDAY):
        far = ask(factories.agency(time_zone="Pacific/Kiritimati"))
    assert far.due_at == datetime(2027, 3, 11, 20, tzinfo=UTC)


def test_it_notes_whose_it_is_and_for_which_question(official):
    person = factories.user(Role.EXPERT)
    recall = ask(official.agency, person=person)
    assert (recall.person, recall.purpose, recall.audience) == (person, "record", WORK)


def test_a_silent_office_is_told_when_it_is_due_and_every_seventh_day_from_then(official):
    with clock.standing_at(FRIDAY):
        recall = ask(official.agency)
        assert recalls.tell(recall.public_id) == 1
    moments = [recall.due_at, recall.due_at + timedelta(days=7), recall.due_at + timedelta(days=14)]
    for number, moment in enumerate(moments, start=2):
        with clock.standing_at(moment - timedelta(seconds=1)):
            assert recalls.remind() == 0
        with clock.standing_at(moment):
            assert recalls.remind() == 1
        assert told(official) == number


def test_each_copy_is_told_by_itself(official):
    first, second = (ask(official.agency, about) for about in ("first", "second"))
    assert tasks.tell_office(second.public_id) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.remind_at == first.asked_at and second.remind_at == second.due_at


def test_the_same_copy_is_asked_for_once_for_each_purpose_and_each_office(official):
    other = factories.official()
    person = factories.user(Role.EXPERT)
    for _ in range(2):
        for agency in (official.agency, other.agency):
            for purpose in (Purpose.RECORD, Purpose.QUOTE):
                ask(agency, person=person, purpose=purpose)
    assert Recall.objects.count() == 4


def _queries(do) -> int:
    with CaptureQueriesContext(connection) as caught:
        do()
    return len(caught)


def test_the_duty_looks_only_at_copies_that_are_due(official):
    empty = _queries(recalls.remind)
    recalls.acknowledge(ask(official.agency, "answered"), official)
    tasks.tell_office(ask(official.agency, "told").public_id)
    assert _queries(recalls.remind) == empty
