from django.db import models

from network.agencies.models import Agency
from network.common.ids import PublicModel, new_public_id
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.people.models import User


class _About(models.Model):
    """What a yes or no is about: whose, for what, to whom."""

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=14, choices=Purpose.choices)
    audience_kind = models.CharField(max_length=10, choices=AudienceKind.choices)
    audience_ref = models.CharField(max_length=16, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.purpose} to {self.audience_kind}"

    @property
    def audience(self) -> Audience:
        return Audience(AudienceKind(self.audience_kind), self.audience_ref)


class _Terms(_About):
    """How far a yes goes. `record` names one agreement from its first yes to its end."""

    record = models.CharField(max_length=16, default=new_public_id)
    effective_at = models.DateTimeField(
        null=True, help_text="A yes counts from here; empty while it waits for the second yes."
    )
    until = models.DateTimeField(null=True)
    text_version = models.CharField(
        max_length=40, help_text="Which wording, in which language, was agreed to."
    )

    class Meta:
        abstract = True


class Entry(_Terms):
    """One line of the consent ledger: append-only, each hash covering the line before it."""

    class Act(models.TextChoices):
        GRANT = "grant", "You said yes"
        CONFIRM = "confirm", "You said yes a second time"
        WITHDRAW = "withdraw", "You took it back"
        EXPIRE = "expire", "Time ran out"

    act = models.CharField(max_length=8, choices=Act.choices)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["person", "id"]), models.Index(fields=["record", "id"])]


class Grant(_Terms):
    """What is agreed now, kept in step with the ledger in the same transaction, so that a draw can ask in SQL."""

    granted_at = models.DateTimeField()
    confirm_from = models.DateTimeField(null=True, help_text="The second yes can be given from here.")
    asked_at = models.DateTimeField(null=True, help_text="When the person was told that it can be given.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "audience_kind", "audience_ref"], name="one_grant_per_question"
            )
        ]
        indexes = [
            models.Index(fields=["purpose", "audience_kind", "person"]),
            models.Index(fields=["until"]),
            models.Index(fields=["confirm_from"]),
        ]


class Ending(models.Model):
    """What became of one place where a yes that ended had been used. Its words are in `uses`."""

    record = models.CharField(max_length=16, db_index=True)
    use = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "use"], name="one_ending_per_place")]

    def __str__(self) -> str:
        return self.use


class Recall(_About, PublicModel):
    """An office is asked to delete what it was allowed to copy. The office never sees whose it was or why."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=16, help_text="Public id of what was copied, which the office knows.")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    remind_at = models.DateTimeField(help_text="When the office is told, or told again.")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=16, blank=True, help_text="Public id of the official.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "agency", "about"],
                condition=models.Q(acknowledged_at=None),
                name="one_open_recall_per_copy",
            )
        ]
        indexes = [
            models.Index(fields=["agency", "acknowledged_at", "due_at"]),
            models.Index(fields=["person", "asked_at"]),
            models.Index(fields=["remind_at"]),
        ]
