"""Second-step secrets follow the deployment's key ring when it changes."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from network.people.adapters import MFAAdapter
from network.vault.cipher import current_ring_key

SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


@transaction.atomic
def rewrap_second_steps(batch: int = 500) -> int:
    """Seal up to `batch` secrets by the ring's first key; returns how many. Repeat until 0."""
    adapter, current = MFAAdapter(), current_ring_key()
    done = 0
    for way in Authenticator.objects.select_for_update().filter(type__in=SECRETS):
        name = SECRETS[way.type]
        if not way.data[name].startswith(f"{current}."):
            way.data[name] = adapter.encrypt(adapter.decrypt(way.data[name]))
            way.save(update_fields=["data"])
            done += 1
        if done == batch:
            break
    return done
