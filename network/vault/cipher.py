"""AES-256-GCM with associated data, and the deployment's key ring that wraps owners' keys."""

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12  # NIST SP 800-38D, 8.2.2


class CannotOpen(Exception):
    """Wrong key, wrong place, or changed bytes. Never says which, never holds a value."""


def new_key() -> bytes:
    """A fresh 256-bit key."""
    return AESGCM.generate_key(bit_length=256)


def seal(key: bytes, text: bytes, place: str) -> bytes:
    """Encrypt `text` so that it opens only with `key` and only as `place`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text, place.encode())


def unseal(key: bytes, ciphertext: bytes, place: str) -> bytes:
    """The text sealed for `place`; CannotOpen on any doubt."""
    try:
        return AESGCM(key).decrypt(ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError):
        raise CannotOpen("sealed data could not be opened") from None


def wrap(key: bytes, owner: str) -> tuple[bytes, str]:
    """An owner's key wrapped by the ring's first key, and that key's fingerprint."""
    ring_key, fingerprint = _ring()[0]
    return seal(ring_key, key, f"key:{owner}"), fingerprint


def unwrap(wrapped: bytes, fingerprint: str, owner: str) -> bytes:
    """The owner's key; CannotOpen when the ring no longer holds the key it was wrapped by."""
    for ring_key, name in _ring():
        if name == fingerprint:
            return unseal(ring_key, wrapped, f"key:{owner}")
    raise CannotOpen("the key ring does not hold this key")


def current_ring_key() -> str:
    """Fingerprint of the ring key that new owners' keys are wrapped by."""
    return _ring()[0][1]


def _ring() -> list[tuple[bytes, str]]:
    secrets = [hashlib.sha256(f"vault:{secret}".encode()).digest() for secret in settings.VAULT_KEYS]
    return [(key, hashlib.sha256(key).hexdigest()[:16]) for key in secrets]
