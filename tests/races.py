"""For tests that commit: their rows are flushed afterwards, past the triggers that refuse it to everybody else."""

import pytest
from django.db import connection


@pytest.fixture(scope="module")
def flush_past_the_triggers():
    """Let the flush after each test pass the append-only tables on PostgreSQL; nothing else passes."""
    if connection.vendor != "postgresql":
        yield
        return
    flush = type(connection.ops).execute_sql_flush

    def past_triggers(ops, statements):
        asleep, awake = (f"SET session_replication_role = {role}" for role in ("replica", "origin"))
        flush(ops, [asleep, *statements, awake])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(connection.ops), "execute_sql_flush", past_triggers)
        yield
