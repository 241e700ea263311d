from django.db import models

from network.common.ids import new_public_id


class Key(models.Model):
    """One owner's key, wrapped by the deployment's key ring, in the key store. Destroyed, it is a tombstone.

    The key store can be a database of its own (`vault.router`), so no row elsewhere may point here.
    """

    owner = models.CharField(
        max_length=32, unique=True, help_text="An opaque id; the vault does not know whose."
    )
    wrapped = models.BinaryField(null=True)
    ring = models.CharField(
        max_length=16, help_text="Fingerprint of the deployment key that wraps it.", db_index=True
    )
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"key of {self.owner}"


class Sealed(models.Model):
    """One sealed value, bound to its owner, its name and this row: it opens nowhere else."""

    owner = models.CharField(max_length=32)
    name = models.CharField(max_length=60)
    row = models.CharField(max_length=16, default=new_public_id)
    ciphertext = models.BinaryField()

    class Meta:
        verbose_name_plural = "sealed"
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_value_per_owner_and_name")]

    def __str__(self) -> str:
        return f"{self.name} of {self.owner}"


class Shredding(models.Model):
    """The order to destroy one owner's key. Kept, so that a restored key store can be told again."""

    owner = models.CharField(max_length=32, unique=True)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"shredding of {self.owner}"
