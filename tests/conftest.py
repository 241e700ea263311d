"""What every test shares: a signed-in client, and the line that says what was skipped and why."""

import os

import pytest
from django.db import connection
from django.test import Client

from tests import canaries


@pytest.fixture(autouse=True)
def leak_watch(request, monkeypatch, caplog):
    """Search all that this test sends out for sealed words; fail by name when one got out."""
    # Set up after the database, so that it is torn down while the database can still be read.
    request.getfixturevalue("_django_db_helper")
    reads_database = {"db", "transactional_db"} & set(
        request.fixturenames
    ) or request.node.get_closest_marker("django_db")
    with canaries.watching(monkeypatch, caplog) as watch:
        yield watch
        if reads_database:
            watch.look_at_tasks()
    assert not watch.leaks, f"sealed data got out: {watch.leaks}"


@pytest.fixture(autouse=True, scope="session")
def flush_past_the_triggers():
    """Committed rows are flushed after a test that commits; the append-only tables let that pass and nothing else."""
    flush = type(connection.ops).execute_sql_flush

    def past_triggers(ops, statements):
        asleep, awake = _roles() if connection.vendor == "postgresql" else _triggers()
        flush(ops, [*asleep, *statements, *awake])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(connection.ops), "execute_sql_flush", past_triggers)
        yield


def _roles():
    return ["SET session_replication_role = replica"], ["SET session_replication_role = origin"]


def _triggers():
    """SQLite cannot put a trigger to sleep: each is dropped and made anew."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%%_no_%%'")
        guards = cursor.fetchall()
    return [f"DROP TRIGGER {name}" for name, _ in guards], [sql for _, sql in guards]


@pytest.fixture
def sign_in():
    """`sign_in(user) -> Client` signed in as that user, with the second step done where the role needs one.

    `confirmed=True`: as if they had just confirmed that it is them, which some pages ask for.
    """
    from tests.guards.world import confirm_now

    def signed_in(user, confirmed=False) -> Client:
        client = Client()
        if user.needs_mfa:
            give_second_step(user)
        client.force_login(user)
        if confirmed:
            confirm_now(client, user)
        return client

    return signed_in


def give_second_step(user) -> None:
    """Set up an authenticator app for the user, as if done by hand."""
    from allauth.mfa.models import Authenticator

    Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "x"}}
    )


def pytest_collection_modifyitems(config, items):
    """Races are proven on PostgreSQL only; skip them elsewhere, or fail when PostgreSQL was required."""
    # Tests that commit come last: the flush after them takes away what the migrations wrote.
    items.sort(key=_commits)
    if connection.vendor == "postgresql":
        return
    why = "needs PostgreSQL: run with DATABASE_URL=postgres://…"
    for item in items:
        if "postgres" in item.keywords:
            item.add_marker(pytest.mark.skip(reason=why))


def _commits(item) -> bool:
    marker = item.get_closest_marker("django_db")
    return "transactional_db" in item.fixturenames or bool(marker and marker.kwargs.get("transaction"))


def pytest_report_header(config):
    """Say on which database this run proves what it proves."""
    required = " (required)" if os.environ.get("REQUIRE_POSTGRES") else ""
    return f"database: {connection.vendor}{required}"


def pytest_sessionstart(session):
    if os.environ.get("REQUIRE_POSTGRES") and connection.vendor != "postgresql":
        raise pytest.UsageError("REQUIRE_POSTGRES is set, but DATABASE_URL names no PostgreSQL database.")
