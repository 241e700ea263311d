"""Money a payer has promised before any work is asked for."""

from django.db import models
from django.db.models import Q

from payments.ids import new_id


class Fund(models.Model):
    """A purchase order or a received transfer, spent only through reservations in the ledger."""

    class Kind(models.TextChoices):
        PURCHASE_ORDER = "purchase_order", "Purchase order"
        TRANSFER = "transfer", "Bank transfer"

    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    payer_ref = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    reference = models.CharField(max_length=80)
    currency = models.CharField(max_length=3)
    limit_minor = models.BigIntegerField()
    committed_by = models.CharField(max_length=64)
    committed_at = models.DateTimeField()

    class Meta:
        ordering = ["-committed_at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(limit_minor__gt=0), name="payments_fund_positive")]
        indexes = [models.Index(fields=["-committed_at", "-id"], name="payments_fund_latest")]

    def __str__(self):
        return self.public_id
