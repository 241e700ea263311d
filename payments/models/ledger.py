"""The double-entry ledger. Rows are written once; triggers (migration 0002) refuse everything else."""

from django.db import models
from django.db.models import Q

from payments.ids import new_id


class Account(models.Model):
    """Where money stands, for one owner and currency. The sign: what an account holds is positive."""

    class Kind(models.TextChoices):
        PAYER = "payer", "Promised by the payer"
        AVAILABLE = "available", "Free in the fund"
        RESERVED = "reserved", "Reserved in the fund"
        OWED = "owed", "Owed to the payee"
        CLEARING = "clearing", "On its way"
        RECEIVED = "received", "Received by the payee"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    owner = models.CharField(max_length=64)
    currency = models.CharField(max_length=3)

    class Meta:
        ordering = ["currency", "kind", "owner"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "owner", "currency"], name="payments_account_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.owner} {self.currency}"


class Movement(models.Model):
    """One balanced set of lines under a unique key, written before any call outside.

    The lines are inserted first and the movement last: its arrival checks that they balance per currency,
    and no line is taken after it. Without it the lines' foreign key fails at commit.
    """

    id = models.CharField(primary_key=True, max_length=24, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=64, blank=True, db_index=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return self.key


class Line(models.Model):
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="lines")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="lines")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(amount_minor=0), name="payments_line_not_zero"),
        ]

    def __str__(self):
        return f"{self.amount_minor} {self.currency}"
