"""The chain covers every column of a line of the ledger: changed by hand, any of them shows."""

from datetime import timedelta

import pytest

from network.audit.chain import broken_links
from network.common import clock
from network.consent import ledger
from network.consent.models import Entry
from network.consent.purposes import NETWORK, PUBLIC, Purpose
from network.people.roles import Role
from tests import factories
from tests.consent.test_ledger import _tamper

pytestmark = pytest.mark.django_db
CHANGED = {
    "purpose": "'image'",
    "audience_kind": "'agency'",
    "audience_ref": "'x'",
    "record": "'another'",
    "act": "'withdraw'",
    "text_version": "'story/en/2'",
    "effective_at": "at",
    "until": "NULL",
    "at": "until",
    "previous": "hash",
    "hash": "'x'",
}


@pytest.fixture
def line():
    """Two yeses of one person; the second, which waits for its own second and has an end."""
    person = factories.user(Role.EXPERT)
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    ledger.grant(person, Purpose.STORY, PUBLIC, until=clock.now() + timedelta(days=9))
    assert list(broken_links(ledger.CHAIN)) == []
    return Entry.objects.get(purpose=Purpose.STORY)


def test_every_column_is_tried():
    named = {field.name for field in Entry._meta.concrete_fields}
    assert named - set(CHANGED) == {"id", "person"}, "the number is held by the head, the person below"


@pytest.mark.parametrize("column", CHANGED)
def test_a_line_that_was_changed_is_named(line, column):
    _tamper(f"UPDATE consent_entry SET {column} = {CHANGED[column]} WHERE id = {line.pk}")
    assert {pk for pk, _ in broken_links(ledger.CHAIN)} == {line.pk}


def test_a_line_that_was_given_to_somebody_else_is_named(line):
    other = factories.user(Role.EXPERT)
    _tamper(f"UPDATE consent_entry SET person_id = {other.pk} WHERE id = {line.pk}")
    assert {pk for pk, _ in broken_links(ledger.CHAIN)} == {line.pk}
