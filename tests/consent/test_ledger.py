"""A yes holds exactly as long, as far and in the words in which it was given."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from network.audit.heads import keep_head
from network.audit.models import Head
from network.common import clock
from network.consent import ledger, texts
from network.consent.models import Ending, Entry, Grant
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


LASTING = [Purpose.NAME, Purpose.IMAGE, Purpose.STORY]


def twice(person, purpose=Purpose.STORY, audience=PUBLIC, **terms):
    """A yes now, and the second one when the rest is over; the moment of the second."""
    ledger.grant(person, purpose, audience, **terms)
    later = clock.now() + timedelta(hours=72)
    with clock.standing_at(later):
        ledger.confirm(person, purpose, audience)
    return later


@pytest.mark.parametrize("purpose", LASTING)
def test_without_the_second_yes_name_image_and_story_never_begin(person, purpose):
    start = clock.now()
    ledger.grant(person, purpose, PUBLIC)
    for after in (
        timedelta(0),
        timedelta(hours=72),
        timedelta(days=30),
        timedelta(days=364),
        timedelta(days=3000),
    ):
        with clock.standing_at(start + after):
            assert not ledger.allows(person, purpose, PUBLIC), after


@pytest.mark.parametrize("purpose", LASTING)
def test_the_second_yes_begins_them_and_they_end_after_12_months(person, purpose):
    start = clock.now()
    with clock.standing_at(start):
        second = twice(person, purpose)
    for at, holds in (
        (second, True),
        (start + timedelta(days=364), True),
        (clock.months_later(start, 12) - timedelta(seconds=1), True),
        (clock.months_later(start, 12), False),
    ):
        with clock.standing_at(at):
            assert ledger.allows(person, purpose, PUBLIC) is holds, at


@pytest.mark.parametrize("too_soon", [timedelta(0), timedelta(hours=24), timedelta(hours=71, minutes=59)])
def test_the_second_yes_is_refused_before_the_rest_is_over(person, too_soon):
    start = clock.now()
    with clock.standing_at(start):
        ledger.grant(person, Purpose.STORY, PUBLIC)
    with clock.standing_at(start + too_soon), pytest.raises(ledger.ConsentRefused):
        ledger.confirm(person, Purpose.STORY, PUBLIC)
    assert [entry.act for entry in Entry.objects.all()] == ["grant"]


def test_the_second_yes_is_on_another_day_wherever_she_has_gone_meanwhile():
    begins = [datetime(2026, 3, 28, 12, tzinfo=UTC) + timedelta(hours=hours) for hours in range(48)]
    rests = {rule.rests for rule in RULES.values() if rule.asks_twice}
    east, west = ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Etc/GMT+12")
    for first in begins:
        for rest in rests:
            assert (first + rest).astimezone(west).date() > first.astimezone(east).date()


def test_there_is_no_second_yes_without_a_first_nor_to_old_words(person, monkeypatch):
    with pytest.raises(ledger.ConsentRefused):
        ledger.confirm(person, Purpose.STORY, PUBLIC)
    ledger.grant(person, Purpose.STORY, PUBLIC)
    _reword(monkeypatch, Purpose.STORY)
    with clock.standing_at(clock.now() + timedelta(days=4)), pytest.raises(ledger.ConsentRefused):
        ledger.confirm(person, Purpose.STORY, PUBLIC)


def test_a_yes_that_waits_can_be_taken_back_and_rests_anew_when_given_again(person):
    ledger.grant(person, Purpose.STORY, PUBLIC)
    later = clock.now() + timedelta(days=4)
    with clock.standing_at(later):
        assert ledger.withdraw(person, Purpose.STORY, PUBLIC)
        ledger.grant(person, Purpose.STORY, PUBLIC)
        with pytest.raises(ledger.ConsentRefused):
            ledger.confirm(person, Purpose.STORY, PUBLIC)


def test_a_renewal_goes_on_without_a_gap_to_its_new_end(person):
    start = clock.now()
    with clock.standing_at(start):
        twice(person)
    with clock.standing_at(start + timedelta(days=300)):
        ledger.grant(person, Purpose.STORY, PUBLIC)
        assert ledger.allows(person, Purpose.STORY, PUBLIC)
    with clock.standing_at(start + timedelta(days=400)):
        assert ledger.allows(person, Purpose.STORY, PUBLIC)
    with clock.standing_at(start + timedelta(days=300 + 366)):
        assert not ledger.allows(person, Purpose.STORY, PUBLIC)


def test_what_lapsed_is_no_renewal_but_begins_anew(person):
    start = clock.now()
    with clock.standing_at(start):
        twice(person)
    with clock.standing_at(clock.months_later(start, 12)):
        ledger.grant(person, Purpose.STORY, PUBLIC)
        assert not ledger.allows(person, Purpose.STORY, PUBLIC)
    assert [entry.act for entry in Entry.objects.all()] == ["grant", "confirm", "expire", "grant"]
    assert len(set(Entry.objects.values_list("record", flat=True))) == 2


def test_an_end_may_be_sooner_or_later_but_never_after_36_months(person):
    now = clock.now()
    with clock.standing_at(now):
        for chosen, ends in (
            (now + timedelta(days=30), now + timedelta(days=30)),
            (clock.months_later(now, 24), clock.months_later(now, 24)),
            (clock.months_later(now, 37), clock.months_later(now, 36)),
            (None, clock.months_later(now, 12)),
        ):
            ledger.grant(person, Purpose.STORY, PUBLIC, until=chosen)
            assert Grant.objects.get().until == ends


def test_what_has_no_latest_end_holds_until_the_one_she_chose(person):
    now = clock.now()
    ledger.grant(person, Purpose.MATCHING, NETWORK, until=now + timedelta(days=90))
    assert ledger.allows(person, Purpose.MATCHING, NETWORK)
    with clock.standing_at(now + timedelta(days=90)):
        assert not ledger.allows(person, Purpose.MATCHING, NETWORK)


def _reword(monkeypatch, purpose, language="en"):
    old = texts.TEXTS[language][purpose]
    monkeypatch.setitem(texts.TEXTS[language], purpose, old._replace(version=old.version + 1))


def test_words_in_another_language_change_for_those_who_read_them_alone(monkeypatch):
    here, there = (factories.user(Role.EXPERT, language=language) for language in ("en", "ar"))
    for person in (here, there):
        ledger.grant(person, Purpose.MATCHING, NETWORK)
    assert {grant.text_version for grant in Grant.objects.all()} == {"matching/en/1", "matching/ar/1"}
    _reword(monkeypatch, Purpose.MATCHING, "ar")
    assert ledger.allows(here, Purpose.MATCHING, NETWORK)
    assert not ledger.allows(there, Purpose.MATCHING, NETWORK)


def test_new_words_never_inherit_an_old_yes(person, monkeypatch):
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    _reword(monkeypatch, Purpose.MATCHING)
    assert not ledger.allows(person, Purpose.MATCHING, NETWORK)
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    assert ledger.allows(person, Purpose.MATCHING, NETWORK)


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_the_question_is_answered_without_a_lock(person):
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    assert not connection.in_atomic_block and ledger.allows(person, Purpose.MATCHING, NETWORK)


def test_rows_say_what_they_are_and_whose_they_are_not(person):
    ledger.grant(person, Purpose.MATCHING, NETWORK)
    ledger.withdraw(person, Purpose.MATCHING, NETWORK)
    assert str(Entry.objects.first()) == "matching to network"
    assert str(Ending.objects.get(use="matching.draw")) == "matching.draw"


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


def test_one_that_cannot_be_ended_holds_up_no_other(person, monkeypatch):
    for purpose in LASTING:
        ledger.grant(person, purpose, PUBLIC)
    end = ledger.end_uses

    def stuck(who, purpose, *rest):
        if purpose == Purpose.IMAGE:
            raise RuntimeError("stuck")
        end(who, purpose, *rest)

    monkeypatch.setattr(ledger, "end_uses", stuck)
    with clock.standing_at(clock.now() + timedelta(days=500)):
        with pytest.raises(RuntimeError):
            ledger.expire_lapsed()
        assert [grant.purpose for grant in Grant.objects.all()] == [Purpose.IMAGE]


def test_an_expiry_never_ends_what_was_renewed_or_ended_meanwhile(person):
    ledger.grant(person, Purpose.STORY, PUBLIC)
    held = Grant.objects.get()
    assert not ledger._expire(held.pk)
    ledger.withdraw(person, Purpose.STORY, PUBLIC)
    assert not ledger._expire(held.pk)


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


@pytest.fixture
def three(person):
    for purpose in (Purpose.MATCHING, Purpose.CONTACT, Purpose.STATISTICS):
        ledger.grant(person, purpose, NETWORK)
    return list(Entry.objects.order_by("id"))


def _faults(capsys, **options) -> str:
    with pytest.raises(CommandError):
        call_command("audit_verify", **options)
    return capsys.readouterr().err


def test_a_removed_last_entry_is_noticed_by_the_head(three, capsys):
    _tamper("DELETE FROM consent_entry WHERE purpose = 'statistics'")
    assert f"consent ledger, entry {three[-1].pk}: it was the last entry and was removed" in _faults(capsys)


def test_an_emptied_ledger_is_noticed(three, capsys):
    _tamper("DELETE FROM consent_entry")
    assert f"consent ledger, entry {three[-1].pk}: it was the last entry and was removed" in _faults(capsys)


def test_a_head_moved_back_with_the_removed_entry_is_noticed_without_the_key(three, capsys):
    _tamper("DELETE FROM consent_entry WHERE purpose = 'statistics'")
    Head.objects.filter(chain="consent ledger").update(last=three[1].pk, hash=three[1].hash)
    assert f"entry {three[1].pk}: the head of the chain was changed" in _faults(capsys)


def test_a_removed_head_is_noticed(three, capsys):
    Head.objects.filter(chain="consent ledger").delete()
    assert f"entry {three[-1].pk}: the head of the chain was removed" in _faults(capsys)


def test_an_entry_added_by_hand_is_noticed_even_with_a_right_hash(three, person, capsys):
    now = clock.now()
    forged = Entry(
        person=person, purpose="quote", audience_kind="public", act="grant", text_version="quote/en/1",
        effective_at=now, at=now, previous=three[-1].hash,
    )  # fmt: skip
    forged.hash = ledger.digest(forged)
    forged.save()
    assert f"entry {forged.pk}: it was added or changed after the last entry" in _faults(capsys)


def test_reordered_entries_are_named(three, capsys):
    first, second, _ = (entry.pk for entry in three)
    for one, other in ((first, -1), (second, first), (-1, second)):
        _tamper(f"UPDATE consent_entry SET id = {other} WHERE id = {one}")
    faults = _faults(capsys)
    assert f"entry {first}: the entry before it was removed, added or moved" in faults
    assert f"entry {second}: the entry before it was removed, added or moved" in faults


def test_a_rollback_of_entries_and_head_together_is_noticed_by_a_head_kept_elsewhere(three, capsys):
    call_command("audit_verify")
    seen = next(line for line in capsys.readouterr().out.splitlines() if "head: consent ledger=" in line)
    seen = seen.split("head: ")[1]
    call_command("audit_verify", seen=[seen])
    _tamper("DELETE FROM consent_entry WHERE purpose = 'statistics'")
    keep_head("consent ledger", three[1])  # what an older copy of the database would hold
    call_command("audit_verify")
    assert "it was there earlier and is gone" in _faults(capsys, seen=[seen])


def test_a_head_sealed_with_a_retired_key_still_counts(three, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    call_command("audit_verify")


def test_an_empty_chain_has_no_end_to_lose():
    call_command("audit_verify")


def _tamper(sql: str) -> None:
    """What somebody with the database's own rights could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE consent_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS consent_entry_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS consent_entry_no_delete")
        cursor.execute(sql)
