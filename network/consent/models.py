from django.db import models

from network.consent.purposes import Audience, AudienceKind, Purpose
from network.people.models import User


class _About(models.Model):
    """What a yes or no is about: whose, for what, to whom."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=14, choices=Purpose.choices)
    audience_kind = models.CharField(max_length=10, choices=AudienceKind.choices)
    audience_ref = models.CharField(max_length=16, blank=True)
    effective_at = models.DateTimeField(
        help_text="A yes counts from here; later than its giving where it must rest."
    )
    until = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.purpose} to {self.audience_kind}"

    @property
    def audience(self) -> Audience:
        return Audience(AudienceKind(self.audience_kind), self.audience_ref)


class Entry(_About):
    """One line of the consent ledger: append-only, each hash covering the line before it."""

    class Act(models.TextChoices):
        GRANT = "grant", "You said yes"
        WITHDRAW = "withdraw", "You took it back"
        EXPIRE = "expire", "Time ran out"

    act = models.CharField(max_length=8, choices=Act.choices)
    text_version = models.CharField(
        max_length=40, help_text="Which wording, in which language, was agreed to."
    )
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["person", "id"])]


class Grant(_About):
    """What is agreed now, kept in step with the ledger in the same transaction, so that a draw can ask in SQL."""

    text_version = models.CharField(max_length=40)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "audience_kind", "audience_ref"], name="one_grant_per_question"
            )
        ]
        indexes = [
            models.Index(fields=["purpose", "audience_kind", "person"]),
            models.Index(fields=["until"]),
        ]
