"""Sealed values open only as what they are, only with their owner's key, and never after it is destroyed."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from network.common.duties import all_duties
from network.vault import cipher, keystore, rotation, services
from network.vault.models import Key, Sealed, Shredding

pytestmark = pytest.mark.django_db
HERON, OWL = "owner-heron", "owner-owl"


def _change(sealed, **values):
    Sealed.objects.filter(pk=sealed.pk).update(**values)


def test_what_was_sealed_opens_again():
    services.seal(HERON, name="Ana", days=[1, 2])
    assert services.unseal(HERON, "name", "days", "never") == {"name": "Ana", "days": [1, 2]}
    services.seal(HERON, name="Bo")
    assert services.unseal(HERON, "name") == {"name": "Bo"}
    assert Sealed.objects.count() == 2


def test_it_lies_unreadable_and_never_twice_alike():
    services.seal(HERON, name="Ana Ana Ana")
    first = bytes(Sealed.objects.get().ciphertext)
    services.seal(HERON, name="Ana Ana Ana")
    assert b"Ana" not in first and bytes(Sealed.objects.get().ciphertext) != first


@pytest.mark.parametrize("place", range(0, 40, 7))
def test_a_changed_byte_is_noticed(place):
    services.seal(HERON, name="Ana")
    row = Sealed.objects.get()
    damaged = bytearray(row.ciphertext)
    damaged[place % len(damaged)] ^= 1
    _change(row, ciphertext=bytes(damaged))
    with pytest.raises(cipher.CannotOpen):
        services.unseal(HERON, "name")


def test_a_value_cut_short_is_noticed():
    services.seal(HERON, name="Ana")
    _change(Sealed.objects.get(), ciphertext=b"short")
    with pytest.raises(cipher.CannotOpen):
        services.unseal(HERON, "name")


def test_a_value_opens_under_no_other_name_row_or_owner():
    services.seal(HERON, name="Ana", note="x")
    services.seal(OWL, name="Bo")
    mine, theirs = Sealed.objects.get(name="name", owner=HERON), Sealed.objects.get(owner=OWL)
    for changed in ({"name": "other"}, {"row": "another-row"}):
        kept = {field: getattr(mine, field) for field in changed}
        _change(mine, **changed)
        with pytest.raises(cipher.CannotOpen):
            services.unseal(HERON, "name", "other")
        _change(mine, **kept)
    _change(mine, ciphertext=theirs.ciphertext, row=theirs.row)
    with pytest.raises(cipher.CannotOpen):
        services.unseal(HERON, "name")


def test_one_owners_key_opens_nothing_of_anothers():
    services.seal(HERON, name="Ana")
    services.seal(OWL, name="Bo")
    stolen = Key.objects.get(owner=OWL)
    Key.objects.filter(owner=HERON).update(wrapped=stolen.wrapped, ring=stolen.ring)
    with pytest.raises(cipher.CannotOpen):
        services.unseal(HERON, "name")


def test_a_failure_says_nothing_about_the_value():
    services.seal(HERON, name="Ana")
    _change(Sealed.objects.get(), row="x")
    with pytest.raises(cipher.CannotOpen) as failure:
        services.unseal(HERON, "name")
    assert "Ana" not in str(failure.value) and HERON not in str(failure.value)
    assert failure.value.__cause__ is None


def test_many_owners_cost_no_more_queries_than_one(django_assert_num_queries):
    for owner in (HERON, OWL, "owner-none"):
        services.seal(owner, name=owner)
    with django_assert_num_queries(2):  # what is sealed, and the keys
        found = services.unseal_many([HERON, OWL], "name")
    assert found == {HERON: HERON, OWL: OWL}
    with django_assert_num_queries(2):
        services.unseal(HERON, "name")
    with django_assert_num_queries(1):
        services.unseal(HERON, "never")


def test_discarding_removes_one_value():
    services.seal(HERON, name="Ana", note="x")
    services.discard(HERON, "note", "never")
    assert services.unseal(HERON, "name", "note") == {"name": "Ana"}


def _put_back(backup):
    Sealed.objects.create(owner=backup.owner, name=backup.name, row=backup.row, ciphertext=backup.ciphertext)


def test_shredding_destroys_the_key_for_good(django_capture_on_commit_callbacks):
    services.seal(HERON, name="Ana")
    backup = Sealed.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        services.shred(HERON)
    assert services.unseal(HERON, "name") == {}
    assert Key.objects.get().wrapped is None
    _put_back(backup)
    assert services.unseal(HERON, "name") == {} == services.unseal_many([HERON], "name")


def test_from_the_order_on_nothing_is_sealed_and_after_a_restore_neither(django_capture_on_commit_callbacks):
    """Each database alone knows it: the order before the key is gone, the tombstone when the order is lost."""
    services.seal(HERON, name="Ana")
    with django_capture_on_commit_callbacks(execute=True):
        services.shred(HERON)
        with pytest.raises(services.Shredded):
            services.seal(HERON, name="Ana")
    Shredding.objects.all().delete()
    with pytest.raises(services.Shredded):
        services.seal(HERON, name="Ana")


def test_the_key_lives_until_the_transaction_commits():
    """Rolled back, somebody has not left, and must still be able to read what is theirs."""
    services.seal(HERON, name="Ana")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        services.shred(HERON)
        1 / 0
    assert services.unseal(HERON, "name") == {"name": "Ana"} and not Shredding.objects.exists()
    services.shred(HERON)
    assert Key.objects.get().wrapped, "nothing has committed yet"


def test_an_interrupted_shredding_is_finished_by_its_duty(monkeypatch):
    duty = next(duty for duty in all_duties() if duty.name == "vault.shred")
    services.seal(HERON, name="Ana")
    services.shred(HERON)  # The process ends here: what was to run on commit never does.
    monkeypatch.setattr(keystore, "_old_pages_gone", lambda: False)
    assert duty.run() == 0, "not done while old bytes may be left"
    monkeypatch.undo()
    assert [duty.run() for _ in range(2)] == [1, 0]
    assert Key.objects.get().wrapped is None


def test_a_restored_key_store_is_told_again(django_capture_on_commit_callbacks, capsys):
    services.seal(HERON, name="Ana")
    snapshot = Key.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        services.shred(HERON)
    snapshot.save()
    call_command("shred_again")
    assert capsys.readouterr().out.splitlines()[0] == HERON and Key.objects.get().wrapped is None
    call_command("shred_again")
    assert capsys.readouterr().out.startswith("0 owners")


def test_a_restored_main_database_forgets_again_who_left(django_capture_on_commit_callbacks):
    services.seal(HERON, name="Ana")
    backup = Sealed.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        services.shred(HERON)
    Shredding.objects.all().delete()
    _put_back(backup)
    assert services.shred_again() == [HERON]
    assert not Sealed.objects.exists() and Shredding.objects.get().owner == HERON


def test_who_never_sealed_anything_cannot_begin_after_it(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.shred(HERON)
        services.shred(HERON)
    Shredding.objects.all().delete()
    with pytest.raises(services.Shredded):
        services.seal(HERON, name="Ana")


def test_a_store_without_the_key_is_an_error_and_not_an_empty_page():
    services.seal(HERON, name="Ana")
    Key.objects.all().delete()
    with pytest.raises(cipher.CannotOpen, match="store"):
        services.unseal(HERON, "name")


def test_the_ring_rotates_and_the_old_key_can_go(settings, capsys):
    for owner in (HERON, OWL, "owner-none"):
        services.seal(owner, name=owner)
    services.shred("owner-none")
    services.finish_shredding()
    settings.VAULT_KEYS = ["new-ring-key", *settings.VAULT_KEYS]
    call_command("rotate_keys", "--batch", "1")
    assert "2 renewed, 0 owners' keys left" in capsys.readouterr().out
    settings.VAULT_KEYS = ["new-ring-key"]
    assert services.unseal(OWL, "name") == {"name": OWL}


def test_a_rotation_that_was_stopped_goes_on(settings):
    for number in range(5):
        services.seal(f"owner-{number}", name=number)
    settings.VAULT_KEYS = ["new-ring-key", *settings.VAULT_KEYS]
    assert keystore.rewrap(batch=2) == 2
    assert keystore.left_to_rewrap() == 3
    assert [keystore.rewrap(batch=2) for _ in range(3)] == [2, 1, 0]
    assert [services.unseal(f"owner-{n}", "name") for n in range(5)] == [{"name": n} for n in range(5)]


def test_a_key_missing_from_the_ring_closes_everything(settings):
    services.seal(HERON, name="Ana")
    settings.VAULT_KEYS = ["another-ring-key"]
    with pytest.raises(cipher.CannotOpen, match="ring"):
        services.unseal(HERON, "name")


def test_an_owner_has_one_key_however_often_they_seal():
    for _ in range(3):
        services.seal(HERON, name="Ana")
    assert Key.objects.count() == 1


def test_apps_can_add_what_the_ring_seals_itself(monkeypatch):
    left = [3]

    def step(batch):
        done, left[0] = min(batch, left[0]), max(left[0] - batch, 0)
        return done

    monkeypatch.setattr(rotation, "_REWRAPS", [keystore.rewrap])
    rotation.register_rewrap(step)
    rotation.register_rewrap(step)
    assert [rotation.rewrap_more(batch=2) for _ in range(3)] == [2, 1, 0]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_first_sealings_at_once_make_one_key():
    from concurrent.futures import ThreadPoolExecutor

    def seal_one(number):
        try:
            services.seal(HERON, **{f"name{number}": number})
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(seal_one, range(8)))
    assert services.unseal(HERON, *(f"name{n}" for n in range(8))) == {f"name{n}": n for n in range(8)}
