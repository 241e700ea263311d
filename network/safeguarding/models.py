from django.db import models

from network.common.ids import PublicModel
from network.people.models import User
from network.safeguarding.states import ConcernState


class Concern(PublicModel):
    """Something that went wrong or feels unsafe. The words are sealed under this row's public id."""

    class Kind(models.TextChoices):
        SAFETY = "safety", "I am worried about my safety"
        CONDUCT = "conduct", "How somebody behaved"
        PAY = "pay", "Pay or hours"
        PRIVACY = "privacy", "Privacy"
        OTHER = "other", "Something else"

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="concerns")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=ConcernState.choices, default=ConcernState.OPEN)
    raised_at = models.DateTimeField()
    next_step_by = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "next_step_by"]),
            models.Index(fields=["person", "-raised_at"]),
        ]
