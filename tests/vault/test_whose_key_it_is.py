"""Keys in a database of their own: `migrate` keeps it in step, and no row says in words what it holds."""

import pytest
from django.apps import apps
from django.core import management

from network.vault import router, services
from network.vault.apps import _migrate_key_store
from network.vault.models import Key, Sealed, Shredding


@pytest.fixture
def migrated(monkeypatch):
    """The databases that were migrated along."""
    done = []
    monkeypatch.setattr(
        management, "call_command", lambda *what, **how: done.append((*what, how["database"]))
    )
    return done


@pytest.mark.parametrize(
    ("store", "using", "along"),
    [
        ("keys", "default", [("migrate", "vault", "keys")]),
        ("keys", "keys", []),  # Else one would call the other for ever.
        ("default", "default", []),
    ],
)
def test_whoever_migrates_the_site_migrates_the_key_store_once(monkeypatch, migrated, store, using, along):
    monkeypatch.setattr(router, "key_store", lambda: store)
    _migrate_key_store(apps.get_app_config("vault"), using)
    assert migrated == along


@pytest.mark.django_db
def test_a_row_names_its_owner_by_number_and_never_what_is_sealed():
    services.seal("owner-heron", name="Ana")
    services.shred("owner-owl")
    rows = [Key.objects.get(owner="owner-heron"), Sealed.objects.get(), Shredding.objects.get()]
    assert [str(row) for row in rows] == [
        "key of owner-heron",
        "name of owner-heron",
        "shredding of owner-owl",
    ]
