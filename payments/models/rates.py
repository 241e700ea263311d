"""Published rates, and what this network pays."""

from django.db import models
from django.db.models import F, Q

from payments.money import ceil_div


class Rate(models.Model):
    """One published rate, as its source gives it; unverified rows are shown as such."""

    class Unit(models.TextChoices):
        HOUR = "hour", "per hour"
        DAY = "day", "per day"

    class Role(models.TextChoices):
        FLOOR = "floor", "Floor: may not be undercut"
        COMPARATOR = "comparator", "For comparison"

    jurisdiction = models.CharField(max_length=12)
    currency = models.CharField(max_length=3)
    activity = models.CharField(max_length=200)
    unit = models.CharField(max_length=8, choices=Unit.choices)
    amount_minor = models.BigIntegerField()
    hours_covered = models.PositiveSmallIntegerField()
    cap_minor = models.BigIntegerField(null=True)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    role = models.CharField(max_length=12, choices=Role.choices)
    source = models.CharField(max_length=300)
    source_year = models.CharField(max_length=60)
    verified = models.BooleanField()

    class Meta:
        ordering = ["jurisdiction", "role", "activity", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "currency", "activity", "unit", "effective_from", "source"],
                name="payments_rate_once",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, hours_covered__gt=0), name="payments_rate_positive"
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                name="payments_rate_dates",
            ),
        ]
        indexes = [models.Index(fields=["currency", "role", "effective_from"], name="payments_rate_floor")]

    def __str__(self):
        return f"{self.jurisdiction} {self.activity}"

    @property
    def hourly_minor(self) -> int:
        """The effective hour, rounded up: A$250 for 8 hours is A$31.25."""
        return ceil_div(self.amount_minor, self.hours_covered)


class RateCard(models.Model):
    """What this network pays for an hour of one kind of work, from a date on."""

    jurisdiction = models.CharField(max_length=12)
    currency = models.CharField(max_length=3)
    activity = models.SlugField(max_length=60)
    hourly_minor = models.BigIntegerField()
    effective_from = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        ordering = ["jurisdiction", "activity", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "currency", "activity", "effective_from"], name="payments_card_once"
            ),
            models.CheckConstraint(condition=Q(hourly_minor__gt=0), name="payments_card_positive"),
        ]

    def __str__(self):
        return f"{self.jurisdiction} {self.activity}"
