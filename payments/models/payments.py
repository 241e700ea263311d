"""A payment and its history. What it is for is known only to whoever gave the reference."""

from django.db import models
from django.db.models import Q

from payments.ids import new_id
from payments.models.funds import Fund
from payments.models.payees import Payee
from payments.money import Money
from payments.states import COLOURS, PaymentState


class Payment(models.Model):
    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    reference = models.CharField(max_length=64, unique=True)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="payments")
    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="payments")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(
        max_length=12, choices=PaymentState.choices, default=PaymentState.RESERVED, db_index=True
    )
    booked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    release_by = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-booked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="payments_payment_positive")
        ]
        indexes = [
            models.Index(fields=["state", "-booked_at", "-id"], name="payments_payment_list"),
            models.Index(fields=["-booked_at", "-id"], name="payments_payment_latest"),
            models.Index(fields=["currency", "-booked_at", "-id"], name="payments_payment_currency"),
            models.Index(fields=["state", "release_by"], name="payments_payment_release"),
        ]
        permissions = [
            ("view_finance", "May read payments, funds and the ledger"),
            ("release_payment", "May release payments and record transfers"),
            ("confirm_payment", "May confirm a payment as the second person"),
        ]

    def __str__(self):
        return self.public_id

    @property
    def colour(self) -> str:
        return COLOURS[PaymentState(self.state)]

    @property
    def money(self) -> Money:
        return Money(self.amount_minor, self.currency)


class Step(models.Model):
    """One move of a payment: append-only, held by triggers."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="steps")
    move = models.CharField(max_length=12)
    state = models.CharField(max_length=12, choices=PaymentState.choices)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.move} → {self.state}"
