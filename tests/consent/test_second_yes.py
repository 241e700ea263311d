"""Who is asked a second time: each waiting answer once, by itself, however often the duty runs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.common import clock
from network.consent import ledger, services
from network.consent.models import Grant
from network.consent.purposes import PUBLIC, Purpose
from network.notifications.models import Notice
from tests import factories

pytestmark = pytest.mark.django_db
START = clock.now()
RESTED = START + timedelta(hours=72)


def asks(purpose=Purpose.STORY, at=START) -> Grant:
    """Somebody new who says the first yes."""
    person = factories.expert(consents=()).user
    with clock.standing_at(at):
        ledger.grant(person, purpose, PUBLIC)
    return Grant.objects.select_related("person").get(person=person)


def asked(grant) -> int:
    return Notice.objects.filter(person=grant.person, event="consent.second_yes").count()


def test_of_two_who_wait_the_one_is_asked_who_was_meant():
    first, second = asks(), asks()
    with clock.standing_at(RESTED):
        assert services._ask(second.pk) == 1
    assert (asked(first), asked(second)) == (0, 1)


def test_two_runs_of_the_duty_at_once_ask_once():
    grant = asks()
    with clock.standing_at(RESTED):
        assert (services._ask(grant.pk), services._ask(grant.pk)) == (1, 0)
    assert asked(grant) == 1
    grant.refresh_from_db()
    assert grant.asked_at == RESTED


def _queries(do) -> int:
    with CaptureQueriesContext(connection) as caught:
        do()
    return len(caught)


def _begun():
    grant = asks()
    with clock.standing_at(RESTED):
        ledger.confirm(grant.person, Purpose.STORY, PUBLIC)


def _already_asked():
    grant = asks()
    with clock.standing_at(RESTED):
        services._ask(grant.pk)


def _still_resting():
    asks(at=START + timedelta(hours=1))


@pytest.mark.parametrize("other", [_begun, _already_asked, _still_resting])
def test_the_duty_looks_only_at_what_waits_and_was_not_asked(other):
    with clock.standing_at(RESTED):
        nobody = _queries(services.ask_second_yes)
        other()
        assert _queries(services.ask_second_yes) == nobody
