"""A yes holds exactly as long, as far and in the words in which it was given."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from network.common import clock
from network.consent import ledger, texts
from network.consent.models import Entry, Grant
from network.consent.purposes import NETWORK, PUBLIC, RULES, Audience, AudienceKind, Purpose
from network.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
WORK = Audience(AudienceKind.ENGAGEMENT, "work-one")


@pytest.fixture
def person():
    return factories.user(Role.EXPERT)


def test_everything_is_off_until_somebody_says_yes(person):
    assert not any(
        ledger.allows(person, purpose, Audience(kind))
        for purpose, rule in RULES.items()
        for kind in rule.audiences
    )


def test_a_yes_holds_for_its_purpose_and_audience_alone(person):
    ledger.grant(person, Purpose.RECORD, WORK)
    assert ledger.allows(person, Purpose.RECORD, WORK)
    assert not ledger.allows(person, Purpose.RECORD, Audience(AudienceKind.ENGAGEMENT, "work-two"))
    assert not ledger.allows(person, Purpose.QUOTE, WORK)
    assert not ledger.allows(factories.user(Role.EXPERT), Purpose.RECORD, WORK)


def test_taking_back_ends_it_at_once_and_twice_is_the_same(person):
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    assert ledger.withdraw(person, Purpose.MATCHING, NETWORK)
    assert not ledger.allows(person, Purpose.MATCHING, NETWORK)
    assert not ledger.withdraw(person, Purpose.MATCHING, NETWORK)
    assert [entry.act for entry in Entry.objects.all()] == ["grant", "withdraw"]


def test_a_purpose_is_refused_for_an_audience_it_is_not_for(person):
    with pytest.raises(ledger.ConsentRefused):
        ledger.grant(person, Purpose.MATCHING, PUBLIC)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("purpose", [Purpose.NAME, Purpose.IMAGE, Purpose.STORY])
def test_name_image_and_story_rest_72_hours_and_end_after_12_months(person, purpose):
    start = clock.now()
    for after, holds in (
        (timedelta(0), False),
        (timedelta(hours=71, minutes=59), False),
        (timedelta(hours=72), True),
        (timedelta(days=364), True),
        (timedelta(days=367), False),
    ):
        with clock.standing_at(start):
            ledger.grant(person, purpose, PUBLIC)
        with clock.standing_at(start + after):
            assert ledger.allows(person, purpose, PUBLIC) is holds, after
        ledger.withdraw(person, purpose, PUBLIC)


def test_saying_yes_again_does_not_interrupt_what_holds(person):
    start = clock.now()
    with clock.standing_at(start):
        ledger.grant(person, Purpose.STORY, PUBLIC)
    with clock.standing_at(start + timedelta(days=300)):
        ledger.grant(person, Purpose.STORY, PUBLIC)
        assert ledger.allows(person, Purpose.STORY, PUBLIC)
    with clock.standing_at(start + timedelta(days=400)):
        assert ledger.allows(person, Purpose.STORY, PUBLIC)


def test_a_shorter_time_counts_and_a_longer_one_does_not(person):
    soon = clock.now() + timedelta(days=30)
    ledger.grant(person, Purpose.STORY, PUBLIC, until=soon)
    assert Grant.objects.get().until == soon
    ledger.grant(person, Purpose.STORY, PUBLIC, until=clock.now() + timedelta(days=4000))
    assert Grant.objects.get().until < clock.now() + timedelta(days=367)


def test_new_words_never_inherit_an_old_yes(person, monkeypatch):
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    old = texts.TEXTS["en"][Purpose.MATCHING]
    monkeypatch.setitem(texts.TEXTS["en"], Purpose.MATCHING, old._replace(version=old.version + 1))
    assert not ledger.allows(person, Purpose.MATCHING, NETWORK)
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    assert ledger.allows(person, Purpose.MATCHING, NETWORK)


def test_the_sql_and_the_single_question_agree(person):
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    assert [grant.person for grant in ledger.in_force(Purpose.MATCHING, NETWORK)] == [person]
    ledger.withdraw(person, Purpose.MATCHING, NETWORK)
    assert not ledger.in_force(Purpose.MATCHING, NETWORK)


def test_what_lapsed_is_written_down_once_however_late_the_duty_runs(person):
    ledger.grant(person, Purpose.STORY, PUBLIC)
    with clock.standing_at(clock.now() + timedelta(days=500)):
        assert ledger.expire_lapsed() == 1
        assert ledger.expire_lapsed() == 0
    assert [entry.act for entry in Entry.objects.all()] == ["grant", "expire"]


def test_taking_everything_back_leaves_nothing(person):
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    ledger.grant(person, Purpose.RECORD, WORK)
    other = factories.user(Role.EXPERT)
    ledger.grant(other, Purpose.MATCHING, NETWORK)
    assert ledger.withdraw_all(person) == 2
    assert [grant.person for grant in Grant.objects.all()] == [other]


@pytest.mark.parametrize("change", ["UPDATE consent_entry SET act = 'grant'", "DELETE FROM consent_entry"])
def test_the_database_itself_refuses_to_change_the_ledger(person, change):
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
    assert Entry.objects.count() == 1


@pytest.mark.postgres
def test_the_database_refuses_to_empty_the_ledger(person):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE consent_entry")


def test_a_whole_chain_verifies_and_a_changed_one_is_named(person, capsys):
    for purpose in (Purpose.MATCHING, Purpose.CONTACT, Purpose.STATISTICS):
        ledger.grant(person, purpose, NETWORK, until=clock.now() + timedelta(days=9))
    call_command("audit_verify")
    assert "consent ledger: 3 entries, unbroken" in capsys.readouterr().out
    _tamper("UPDATE consent_entry SET act = 'withdraw' WHERE purpose = 'contact'")
    with pytest.raises(CommandError, match="1 broken link"):
        call_command("audit_verify")
    middle = Entry.objects.order_by("id")[1]
    assert f"consent ledger, entry {middle.pk}: its contents were changed" in capsys.readouterr().err


def test_a_removed_entry_is_noticed_at_its_successor(person, capsys):
    for purpose in (Purpose.MATCHING, Purpose.CONTACT, Purpose.STATISTICS):
        ledger.grant(person, purpose, NETWORK)
    last = Entry.objects.order_by("id").last()
    _tamper("DELETE FROM consent_entry WHERE purpose = 'contact'")
    with pytest.raises(CommandError):
        call_command("audit_verify")
    assert f"entry {last.pk}: the entry before it was removed" in capsys.readouterr().err


def _tamper(sql: str) -> None:
    """What somebody with the database's own rights could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE consent_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER consent_entry_no_update")
            cursor.execute("DROP TRIGGER consent_entry_no_delete")
        cursor.execute(sql)
