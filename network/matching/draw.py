"""The draw itself: pure functions of published inputs, so that anybody can run it again."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable

SEED_BYTES = 32


def new_seed() -> str:
    """A fresh seed of 256 bits, as 64 hexadecimal digits."""
    return secrets.token_hex(SEED_BYTES)


def commitment_of(seed: str) -> str:
    """SHA-256 of the seed's text: shown before the set is closed, it fixes the seed without telling it."""
    return hashlib.sha256(seed.encode()).hexdigest()


def order_by_seed(seed: str, references: Iterable[str]) -> list[str]:
    """The references in the order of the draw: by HMAC-SHA256 with the seed's text as key.

    Depends on nothing but the seed and the set: not on the order they come in, nor on what they stand for.
    """
    return sorted(references, key=lambda reference: (_ticket(seed, reference), reference))


def chance_of(seats: int, pool: int) -> float:
    """The probability of each of `pool` entrants to get one of `seats`: the same for all."""
    return min(1.0, seats / pool) if pool else 0.0


def _ticket(seed: str, reference: str) -> bytes:
    return hmac.new(seed.encode(), reference.encode(), hashlib.sha256).digest()
