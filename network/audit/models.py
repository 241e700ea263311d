from django.db import models


class Entry(models.Model):
    """One line of the append-only log. `hash` covers the whole line and the hash before it."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=16, help_text="Public id of who did it, or 'worker'.")
    action = models.CharField(max_length=80)
    object_id = models.CharField(max_length=32, help_text="Public id of what it was done to.")
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["object_id", "id"]), models.Index(fields=["action", "id"])]

    def __str__(self) -> str:
        return f"{self.id} {self.action}"


class Head(models.Model):
    """The newest row of one chain, with a seal that needs a key from outside the database."""

    chain = models.CharField(max_length=40, unique=True)
    last = models.BigIntegerField(help_text="Number of the newest row.")
    hash = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.chain}: {self.last}"
