"""One try to move a payment's money outside, stored with its key before the call."""

from django.db import models
from django.db.models import Q

from payments.ids import new_id
from payments.models.payees import Payee
from payments.models.payments import Payment
from payments.states import OPEN_OUTCOMES, AttemptOutcome


class Attempt(models.Model):
    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    rail = models.CharField(max_length=12, choices=Payee.Rail.choices)
    outcome = models.CharField(max_length=12, choices=AttemptOutcome.choices, default=AttemptOutcome.PREPARED)
    reference = models.CharField(max_length=80, blank=True, db_index=True)
    reason = models.CharField(max_length=80, blank=True)
    first_by = models.CharField(max_length=64)
    second_by = models.CharField(max_length=64, blank=True)
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["payment", "number"]
        constraints = [
            models.UniqueConstraint(fields=["payment", "number"], name="payments_attempt_number"),
            models.UniqueConstraint(
                fields=["payment"], condition=Q(outcome__in=OPEN_OUTCOMES), name="payments_attempt_one_open"
            ),
        ]
        indexes = [models.Index(fields=["outcome", "sent_at"], name="payments_attempt_unknown")]

    def __str__(self):
        return self.public_id

    @property
    def key(self) -> str:
        """The idempotency key given to the rail: one per attempt, in the database before the call."""
        return f"attempt-{self.public_id}"
