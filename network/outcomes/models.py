from datetime import datetime

from django.db import models

from network.agencies.models import Agency, Official
from network.common.ids import PublicModel
from network.consultations.models import ConsultationRequest
from network.engagements.models import Contribution
from network.experts.models import Profile
from network.outcomes.states import COLOURS, NO_RESPONSE, UNANSWERED, UNDER_WAY, RecommendationState
from network.taxonomy.models import Pillar


class Decision(models.TextChoices):
    """An office's answer; the values are also the names of the moves."""

    ACCEPT = "accept", "Yes, we will do this"
    ACCEPT_PARTLY = "accept_partly", "Partly"
    REJECT = "reject", "No, and this is why"


class Recommendation(PublicModel):
    """What experts' contributions ask one named body to change, and how far that has come."""

    request = models.ForeignKey(
        ConsultationRequest, on_delete=models.PROTECT, null=True, related_name="recommendations"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="recommendations")
    contributions = models.ManyToManyField(Contribution, related_name="recommendations", blank=True)
    number = models.CharField(
        max_length=40, help_text="Within its request, or its own identifier in the register it came from."
    )
    source = models.CharField(
        max_length=80, blank=True, help_text="The register it was imported from; empty for our own."
    )
    text = models.TextField()
    pillar = models.CharField(max_length=12, choices=Pillar.choices, blank=True)
    document = models.CharField(max_length=200, blank=True, help_text="The document and version it is about.")
    state = models.CharField(
        max_length=12, choices=RecommendationState.choices, default=RecommendationState.PROPOSED
    )
    decision = models.CharField(
        max_length=13,
        choices=Decision.choices,
        blank=True,
        help_text="Of the latest answer; kept when the state moves on.",
    )
    proposed_at = models.DateTimeField()
    acknowledge_by = models.DateTimeField()
    answer_by = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    progress_by = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "number"], condition=models.Q(source=""), name="numbered_within_request"
            ),
            models.UniqueConstraint(
                fields=["agency", "source", "number"],
                condition=~models.Q(source=""),
                name="numbered_within_register",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "answer_by"]),
            models.Index(fields=["state", "answer_by"]),
            models.Index(fields=["state", "claimed_at"]),
            models.Index(fields=["agency", "-proposed_at", "-id"]),
            models.Index(fields=["-proposed_at", "-id"]),
        ]

    def is_unanswered(self, at: datetime) -> bool:
        """Whether the office let the time for its answer pass."""
        return self.state in UNANSWERED and self.answer_by < at

    def owes_progress(self, at: datetime) -> bool:
        """Whether the office promised to act and has said nothing for too long."""
        return self.state in UNDER_WAY and self.progress_by is not None and self.progress_by < at

    def shown_state(self, at: datetime) -> tuple[str, str]:
        """The state in a word and its colour, as everybody sees it; an overdue answer is "No response"."""
        if self.is_unanswered(at):
            return NO_RESPONSE, "red"
        return self.get_state_display(), COLOURS[RecommendationState(self.state)]


class Response(PublicModel):
    """The office's answer to one recommendation."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="responses")
    decision = models.CharField(max_length=13, choices=Decision.choices)
    reason = models.TextField()
    by = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]


class ProgressNote(PublicModel):
    """What an office did towards a recommendation, or its proof that it is done."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="progress")
    text = models.TextField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    by = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    @property
    def is_proof(self) -> bool:
        """Whether this note shows the text as it was and as it is now."""
        return bool(self.before or self.after)


class Verdict(PublicModel):
    """What one contributor says about an office's claim that it is done. The newest of each contributor stands.

    Her words for the office are sealed under this row's public id (`words.py`).
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="verdicts")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="+")
    holds = models.BooleanField(help_text="Whether the change was made as the office says.")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "profile"], name="one_standing_verdict")
        ]
