"""What a reader of the code would take for granted: sizes, all or nothing, nothing but what was asked for."""

import sqlite3

import pytest
from django.core.management import call_command
from django.db.utils import ConnectionHandler

from network.vault import cipher, keystore, router, services
from network.vault.management.commands import rotate_keys
from network.vault.models import Key, Sealed, Shredding

pytestmark = pytest.mark.django_db
HERON, OWL = "owner-heron", "owner-owl"


def test_a_sealed_value_is_a_nonce_of_96_bits_the_text_and_a_tag_of_128():
    """NIST SP 800-38D, 8.2.2 and 5.2.1.2."""
    assert len(cipher.seal(cipher.new_key(), b"heron", "here")) == 12 + len(b"heron") + 16


def test_a_fingerprint_fills_its_column():
    assert len(cipher.current_ring_key()) == Key._meta.get_field("ring").max_length


def test_no_other_owners_key_is_opened_along():
    for owner in (HERON, OWL):
        services.seal(owner, name=owner)
    assert keystore.secrets_of([HERON]).keys() == {HERON}


def test_many_owners_tell_only_the_value_asked_for():
    services.seal(HERON, name="Ana", note="x")
    assert services.unseal_many([HERON], "name") == {HERON: "Ana"}


def test_one_value_that_cannot_be_sealed_keeps_all_out():
    services.seal(HERON, name="Ana")
    with pytest.raises(TypeError):
        services.seal(HERON, name="Bo", odd=object())
    assert services.unseal(HERON, "name", "odd") == {"name": "Ana"}


def test_without_the_order_nothing_is_removed(monkeypatch):
    services.seal(HERON, name="Ana")
    monkeypatch.setattr(services.clock, "now", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.shred(HERON)
    assert services.unseal(HERON, "name") == {"name": "Ana"}


def test_a_key_destroyed_before_keeps_its_time():
    services.shred(HERON)
    services.finish_shredding()
    before = Shredding.objects.get(owner=HERON).done_at
    services.shred(OWL)
    assert services.finish_shredding() == 1
    assert Shredding.objects.get(owner=HERON).done_at == before


def test_a_rotation_holds_no_more_than_500_keys_at_once_and_says_when_it_is_done(settings, capsys):
    parser = rotate_keys.Command().create_parser("manage.py", "rotate_keys")
    assert parser.parse_args([]).batch == 500
    services.seal(HERON, name="Ana")
    settings.VAULT_KEYS = ["new-ring-key", *settings.VAULT_KEYS]
    call_command("rotate_keys")
    assert capsys.readouterr().out.splitlines()[-1].startswith("Done: 1 renewed.")


def test_whoever_else_leaves_one_can_still_seal_and_loses_nothing():
    services.seal(OWL, name="Bo")
    services.shred(HERON)
    services.seal(OWL, note="x")
    assert services.unseal(OWL, "name", "note") == {"name": "Bo", "note": "x"}


def test_what_one_owner_discards_another_keeps():
    for owner in (HERON, OWL):
        services.seal(owner, name=owner)
    services.discard(HERON, "name")
    assert services.unseal_many([HERON, OWL], "name") == {OWL: OWL}


def test_of_many_places_each_tells_its_own_value_and_no_neighbours():
    for owner in (HERON, OWL):
        services.seal(owner, name=f"name of {owner}", note=f"note of {owner}")
    assert services.unseal_each([(HERON, "name"), (OWL, "note"), (OWL, "never")]) == {
        (HERON, "name"): f"name of {HERON}",
        (OWL, "note"): f"note of {OWL}",
    }
    assert services.unseal_each([]) == {}


def test_a_key_store_that_fails_after_the_commit_does_not_undo_the_leaving(
    monkeypatch, django_capture_on_commit_callbacks
):
    """Somebody has left by then, and reads so; the duty destroys the key later."""
    services.seal(HERON, name="Ana")
    with monkeypatch.context() as broken, django_capture_on_commit_callbacks(execute=True):
        broken.setattr(keystore, "destroy", lambda owners: 1 / 0)
        services.shred(HERON)
    assert services.finish_shredding() == 1


def test_one_run_of_the_duty_destroys_500_keys_at_most():
    now = services.clock.now()
    Shredding.objects.bulk_create(Shredding(owner=f"owner-{n}", asked_at=now) for n in range(501))
    assert [services.finish_shredding() for _ in range(3)] == [500, 1, 0]


class TestKeyStore:
    """Where the keys live apart. `test_deployed.py` runs the whole site so; here each answer is looked at."""

    @pytest.fixture(params=["keys", None])
    def apart(self, request, monkeypatch):
        names = ["default", request.param] if request.param else ["default"]
        monkeypatch.setattr(router, "settings", type("Deployed", (), {"DATABASES": dict.fromkeys(names)}))
        return request.param

    def test_keys_and_nothing_else_are_sent_there(self, apart):
        sends = router.KeyRouter()
        assert sends.db_for_read(Key) == sends.db_for_write(Key) == (apart or "default")
        assert sends.db_for_read(Sealed) is sends.db_for_write(Shredding) is None

    def test_there_is_no_other_table_there_and_this_one_nowhere_else(self, apart):
        allows = router.KeyRouter().allow_migrate
        told = [
            allows(store, *table)
            for store in ("keys", "default")
            for table in (("vault", "key"), ("vault", "sealed"), ("people", "key"), ("vault",))
        ]
        assert told == ([True, False, False, False, False, True, True, True] if apart else [None] * 8)


class TestOldPages:
    """SQLite's log beside the file may hold a destroyed key as long as somebody reads an older state."""

    @pytest.fixture
    def file(self, tmp_path, monkeypatch):
        file = tmp_path / "keys.sqlite3"
        handler = ConnectionHandler(
            {
                "default": {
                    "ENGINE": "django.db.backends.sqlite3",
                    "NAME": file,
                    "OPTIONS": {"timeout": 0.1},
                }
            }
        )
        monkeypatch.setattr(keystore, "connections", handler)
        with handler["default"].cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA secure_delete=ON")
            cursor.execute("CREATE TABLE kept AS SELECT 'feather' AS word")
            yield file, cursor
        handler["default"].close()

    def test_it_is_not_done_while_somebody_reads_an_older_state(self, file):
        path, cursor = file
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM kept").fetchall()
        cursor.execute("UPDATE kept SET word = ''")
        assert keystore._old_pages_gone() is False
        reader.close()
        assert keystore._old_pages_gone() is True
        assert all(b"feather" not in each.read_bytes() for each in path.parent.iterdir())
