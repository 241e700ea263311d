"""Who is paid: an opaque reference and a rail. Names and bank details live elsewhere, sealed."""

from datetime import datetime

from django.db import models

from payments import conf
from payments.ids import new_id


class Payee(models.Model):
    class Rail(models.TextChoices):
        MANUAL = "manual", "Bank transfer or cheque"
        STRIPE = "stripe", "Stripe"

    class State(models.TextChoices):
        PENDING = "pending", "Not yet set up"
        READY = "ready", "Can be paid"
        RESTRICTED = "restricted", "Needs attention"

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    rail = models.CharField(max_length=12, choices=Rail.choices, default=Rail.MANUAL)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PENDING)
    stripe_account = models.CharField(max_length=64, blank=True, db_index=True)
    # Stripe opens an account in a country; it is asked for nothing more here.
    country = models.CharField(max_length=2, blank=True)
    details_changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.public_id

    @property
    def held_until(self) -> datetime | None:
        """When payments may flow again after a change of details (72 h), or None."""
        return self.details_changed_at and self.details_changed_at + conf.details_hold()

    def is_held(self, at: datetime) -> bool:
        return self.held_until is not None and at < self.held_until
