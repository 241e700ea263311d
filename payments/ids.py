"""Random public ids: an id in a URL or at a bank must tell nothing, not even how many there are."""

import secrets


def new_id() -> str:
    """A fresh opaque id, 16 URL-safe characters (96 bits)."""
    return secrets.token_urlsafe(12)
