"""Sealed values open only as what they are, only with their owner's key, and never after it is destroyed."""

import pytest
from django.core.management import call_command
from django.db import connection

from network.vault import cipher, services
from network.vault.models import Key, Sealed

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
    mine, theirs = Sealed.objects.get(name="name", key__owner=HERON), Sealed.objects.get(key__owner=OWL)
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


def test_many_owners_cost_one_query(django_assert_num_queries):
    for owner in (HERON, OWL, "owner-none"):
        services.seal(owner, name=owner)
    with django_assert_num_queries(1):
        found = services.unseal_many([HERON, OWL], "name")
    assert found == {HERON: HERON, OWL: OWL}


def test_discarding_removes_one_value():
    services.seal(HERON, name="Ana", note="x")
    services.discard(HERON, "note", "never")
    assert services.unseal(HERON, "name", "note") == {"name": "Ana"}


def test_shredding_destroys_the_key_for_good():
    services.seal(HERON, name="Ana")
    backup = bytes(Sealed.objects.get().ciphertext), Sealed.objects.get().row
    services.shred(HERON)
    assert services.unseal(HERON, "name") == {}
    assert Key.objects.get().wrapped is None
    with pytest.raises(services.Shredded):
        services.seal(HERON, name="Ana")
    Sealed.objects.create(key=Key.objects.get(), name="name", ciphertext=backup[0], row=backup[1])
    assert services.unseal(HERON, "name") == {} == services.unseal_many([HERON], "name")


def test_the_ring_rotates_and_the_old_key_can_go(settings, capsys):
    for owner in (HERON, OWL, "owner-none"):
        services.seal(owner, name=owner)
    services.shred("owner-none")
    settings.VAULT_KEYS = ["new-ring-key", *settings.VAULT_KEYS]
    call_command("rotate_keys", "--batch", "1")
    assert "2 renewed, 0 owners' keys left" in capsys.readouterr().out
    settings.VAULT_KEYS = ["new-ring-key"]
    assert services.unseal(OWL, "name") == {"name": OWL}


def test_a_rotation_that_was_stopped_goes_on(settings):
    for number in range(5):
        services.seal(f"owner-{number}", name=number)
    settings.VAULT_KEYS = ["new-ring-key", *settings.VAULT_KEYS]
    assert services.rewrap(batch=2) == 2
    assert services.left_to_rewrap() == 3
    assert [services.rewrap(batch=2) for _ in range(3)] == [2, 1, 0]
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

    monkeypatch.setattr(services, "_REWRAPS", [])
    services.register_rewrap(step)
    services.register_rewrap(step)
    assert [services.rewrap_more(batch=2) for _ in range(3)] == [2, 1, 0]


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
