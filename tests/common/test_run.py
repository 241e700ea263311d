"""`make test` gives each database its own environment, and the suite writes nothing into the project."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.run import environment_for

POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"


def test_the_embedded_run_has_no_database_url_at_all(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", POSTGRES)
    monkeypatch.setenv("REQUIRE_POSTGRES", "1")
    environment = environment_for("")
    assert "DATABASE_URL" not in environment
    assert "REQUIRE_POSTGRES" not in environment
    assert environment["DJANGO_SETTINGS_MODULE"] == "network.settings.test"


def test_the_postgres_run_is_held_to_what_is_required(monkeypatch):
    monkeypatch.setenv("REQUIRE_POSTGRES", "1")
    environment = environment_for(POSTGRES)
    assert environment["DATABASE_URL"] == POSTGRES
    assert environment["REQUIRE_POSTGRES"] == "1"


@pytest.mark.parametrize("name", ["VAR", "EMAIL_FILE_PATH", "MEDIA_ROOT"])
def test_the_suite_writes_nothing_into_the_project(name):
    """A test that mails into files would otherwise leave its mails beside the code."""
    assert not Path(getattr(settings, name)).resolve().is_relative_to(settings.ROOT)
