from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from network.common.append_only import make_append_only

pytestmark = pytest.mark.django_db


def _run(sql, params=None):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def guard():
    """A guarded table with one line, inside the test's own transaction."""
    _run("CREATE TABLE test_line (words varchar(20))")
    operation = make_append_only("test_line")
    editor = SimpleNamespace(connection=connection, execute=_run)
    operation.code(None, editor)
    _run("INSERT INTO test_line VALUES ('first')")
    return lambda: operation.reverse_code(None, editor)


@pytest.mark.parametrize("act", ["UPDATE test_line SET words = 'x'", "DELETE FROM test_line"])
def test_it_grows_and_nothing_else(guard, act):
    _run("INSERT INTO test_line VALUES ('second')")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _run(act)
    assert _run("SELECT words FROM test_line ORDER BY words") == [("first",), ("second",)]


@pytest.mark.postgres
def test_it_cannot_be_emptied_at_once_either(guard):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        _run("TRUNCATE test_line")


def test_the_guard_can_be_migrated_away(guard):
    guard()
    _run("UPDATE test_line SET words = 'x'")
    assert _run("SELECT words FROM test_line") == [("x",)]
