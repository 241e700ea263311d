"""The audit log only grows, holds nothing personal, and shows any change."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from network.audit.chain import all_chains
from network.audit.chain import broken_links as broken_links_of
from network.audit.log import DetailRefused, record
from network.audit.models import Entry
from tests.factories import user

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    return [record(None, f"thing.{verb}", "thing-1", count=number) for number, verb in enumerate("abc")]


def broken_links():
    return broken_links_of(next(chain for chain in all_chains() if chain.model is Entry))


def _force(sql, *values):
    """Change a row behind the guard, as somebody with the database's password could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS audit_entry_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS audit_entry_no_delete")
        cursor.execute(sql, values)


def test_an_entry_says_who_did_what_to_what():
    person = user()
    entry = record(person, "thing.done", person, before="a", after="b")
    assert (entry.actor, entry.object_id) == (person.public_id, person.public_id)
    assert entry.detail == {"before": "a", "after": "b"}
    assert record(None, "thing.done", "thing-1").actor == "worker"


def test_a_detail_outside_the_list_is_refused():
    with pytest.raises(DetailRefused, match="alias"):
        record(None, "thing.done", "thing-1", alias="Grey Owl")
    assert not Entry.objects.exists()


def test_an_entry_goes_with_the_transaction_it_describes():
    with pytest.raises(RuntimeError), transaction.atomic():
        record(None, "thing.done", "thing-1")
        raise RuntimeError
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "act", [lambda: Entry.objects.update(action="x"), lambda: Entry.objects.all().delete()]
)
def test_the_database_refuses_to_change_or_remove(three, act):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        act()
    assert Entry.objects.count() == 3


@pytest.mark.postgres
def test_postgres_refuses_to_truncate(three):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE audit_entry")


def test_an_untouched_log_is_unbroken(three, capsys):
    call_command("audit_verify")
    assert "3 entries, unbroken" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "thing.x"),
        ("actor", "somebody"),
        ("object_id", "thing-2"),
        ("detail", '{"count": 7}'),
        ("at", "2020-01-01 00:00:00+00:00"),
    ],
)
def test_a_changed_entry_is_named(three, column, value, capsys):
    _force(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", value, three[1].pk)
    assert [number for number, _ in broken_links()] == [three[1].pk]
    with pytest.raises(CommandError, match="1 broken"):
        call_command("audit_verify")
    assert f"entry {three[1].pk}: its contents were changed" in capsys.readouterr().err


def test_a_removed_entry_is_named_by_its_follower(three):
    _force("DELETE FROM audit_entry WHERE id = %s", three[1].pk)
    assert [number for number, _ in broken_links()] == [three[2].pk]


def test_swapped_entries_are_named(three):
    first, second = three[0].pk, three[1].pk
    _force("UPDATE audit_entry SET id = %s WHERE id = %s", 9_000_000, first)
    _force("UPDATE audit_entry SET id = %s WHERE id = %s", first, second)
    _force("UPDATE audit_entry SET id = %s WHERE id = %s", second, 9_000_000)
    assert {number for number, _ in broken_links()} >= {first, second}


def test_a_forged_entry_at_the_end_is_named(three):
    Entry.objects.create(
        at=three[0].at, actor="worker", action="x", object_id="y", previous="z", hash="forged"
    )
    assert len(list(broken_links())) == 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_keep_one_chain():
    from concurrent.futures import ThreadPoolExecutor

    def write(number):
        try:
            record(None, "thing.done", f"thing-{number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(write, range(40)))
    assert Entry.objects.count() == 40 and not list(broken_links())
    assert len(set(Entry.objects.values_list("previous", flat=True))) == 40
