"""Public names for things: random, so that nothing can be counted or guessed from a URL."""

import secrets

from django.db import models

from network.common import clock

PUBLIC_ID_BYTES = 12


def new_public_id() -> str:
    """A random token of 16 URL-safe characters (96 bits)."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


class PublicModel(models.Model):
    """A row that may be named in a URL, by `public_id` and never by its counter."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.public_id
