"""The vault as it is deployed, with keys in a database of their own: rotation killed in the middle, and the drill."""

import json
import signal

import pytest

from tests.vault.deployment import Deployment, drop_all, new_deployment, parts_of

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = 150
SEAL = f"from network.vault.services import seal\nfor n in range({KEYS}): seal(f'owner-{{n}}', name=n)"
STATE = f"""
from network.vault import cipher, keystore, services
def opens(n):
    try: return services.unseal(f'owner-{{n}}', 'name') == {{'name': n}}
    except cipher.CannotOpen: return False
print(keystore.left_to_rewrap(), sum(map(opens, range({KEYS}))))
"""
JOIN = """
import json
from tests import factories
from network.people.safe_contact import SafeContact, keep_safe_contact
from network.vault.models import Key
expert = factories.expert()
words = [*__import__('tests.canaries').canaries._planted]
keep_safe_contact(expert.user.public_id, SafeContact(channel='email', address='canary-contact@example.org'))
print(json.dumps({'words': [*words, 'canary-contact@example.org'], 'keys': [bytes(k.wrapped).hex() for k in Key.objects.all()]}))
"""
LEAVE = """
from network.experts.models import Profile
from network.experts.services import leave
leave(Profile.objects.get())
"""
# What a thief can do who has the database, the key store and the ring: open each row that is there.
OPEN_ALL = """
from network.vault.models import Sealed
from network.vault.services import unseal
print(len(Sealed.objects.all()), [unseal(row.owner, row.name) for row in Sealed.objects.all()])
"""


@pytest.fixture
def deployment(tmp_path):
    yield new_deployment(tmp_path)
    drop_all()


def test_a_rotation_killed_in_the_middle_goes_on_and_nothing_is_lost(deployment):
    deployment.python(SEAL)
    both = {"VAULT_KEYS": "new-ring-key,old-ring-key"}
    rotation = deployment.start("rotate_keys", "--batch", "1", **both)
    for _ in range(10):
        assert "renewed" in rotation.stdout.readline()
    rotation.send_signal(signal.SIGKILL)
    rotation.communicate()
    assert rotation.returncode == -signal.SIGKILL

    left, opened = map(int, deployment.python(STATE, **both).split())
    assert 0 < left <= KEYS - 10 and opened == KEYS
    # Whoever drops the old key too early closes what is not renewed yet, and sees no wrong value.
    assert deployment.python(STATE, VAULT_KEYS="new-ring-key") == f"{left} {KEYS - left}"
    assert f"Done: {left} renewed" in deployment.manage("rotate_keys", "--batch", "20", **both)
    assert deployment.python(STATE, VAULT_KEYS="new-ring-key") == f"0 {KEYS}"
    assert deployment.python(STATE, VAULT_KEYS="old-ring-key") == f"{KEYS} 0"


def test_a_backup_from_before_opens_nothing_once_its_person_has_left(deployment):
    """The drill of docs/operations.md, with its control: where the key was kept, everything opens."""
    told = json.loads(deployment.python(JOIN))
    backup, snapshot = deployment.main.copy("drill_backup"), deployment.keys.copy("drill_snapshot")
    deployment.python(LEAVE)

    restored = Deployment(backup, deployment.keys).python(OPEN_ALL)
    assert int(restored.split()[0]) == len(told["words"]), "the backup does hold the sealed rows"
    assert not any(word in restored for word in told["words"])
    stolen = Deployment(backup, snapshot).python(OPEN_ALL)
    assert all(word in stolen for word in told["words"])

    _no_bytes_left(deployment, told, snapshot)


def _no_bytes_left(deployment, told, snapshot):
    """On SQLite the files can be searched: no word in any of them, and of the wrapped keys no byte is left."""
    if deployment.main.file is None:
        return
    for database in (deployment.main, deployment.keys, snapshot):
        assert not any(word.encode() in _bytes(database) for word in told["words"])
    keys = [bytes.fromhex(key) for key in told["keys"]]
    assert keys and all(key in _bytes(snapshot) for key in keys)
    assert not any(key in _bytes(deployment.keys) for key in keys)


def _bytes(database) -> bytes:
    return b"".join(part.read_bytes() for part in parts_of(database.file))
