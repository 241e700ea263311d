from django.db import models

from network.agencies.models import Official
from network.common.ids import PublicModel
from network.consultations.models import ConsultationRequest
from network.engagements.states import (
    LIVE_SESSIONS,
    ContributionState,
    EngagementState,
    InvitationState,
    SessionState,
)
from network.experts.models import Profile
from network.matching.models import Entrant


class Invitation(PublicModel):
    """A seat offered to a drawn expert, with the full terms as they stood when it was sent."""

    request = models.ForeignKey(ConsultationRequest, on_delete=models.PROTECT, related_name="invitations")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="invitations")
    entrant = models.OneToOneField(Entrant, on_delete=models.PROTECT, related_name="invitation")
    state = models.CharField(max_length=10, choices=InvitationState.choices, default=InvitationState.SENT)
    terms = models.JSONField(help_text="Pay, minutes, people, uses: what accepting agrees to.")
    sent_by = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "profile"], name="invited_once_per_request")
        ]
        indexes = [
            models.Index(fields=["profile", "-sent_at"]),
            models.Index(fields=["request", "state"]),
            models.Index(fields=["state", "expires_at"]),
        ]


class Engagement(PublicModel):
    """One expert's paid work for one request. `public_id` is also the reference that payments knows it by."""

    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="engagement")
    request = models.ForeignKey(ConsultationRequest, on_delete=models.PROTECT, related_name="engagements")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="engagements")
    state = models.CharField(max_length=16, choices=EngagementState.choices, default=EngagementState.AGREED)
    payment_ref = models.CharField(
        max_length=16, unique=True, help_text="Public id of the payment in payments."
    )
    minutes = models.PositiveIntegerField(help_text="All paid minutes, as agreed.")
    agreed_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    complete_by = models.DateTimeField(null=True, help_text="Then silence counts as confirmation.")
    completed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["profile", "-agreed_at"]),
            models.Index(fields=["request", "-agreed_at"]),
            models.Index(fields=["state", "complete_by"]),
        ]


class Agreement(models.Model):
    """One version of what both sides agreed; a later version never pays less."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    terms = models.JSONField()
    pay_minor = models.BigIntegerField()
    expert_agreed_at = models.DateTimeField(null=True)
    agency_agreed_at = models.DateTimeField(null=True)
    agency_agreed_by = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "version"], name="one_agreement_per_version")
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class Session(PublicModel):
    """One meeting of an engagement, or the span in which a written review is worked on.

    How to join it is sealed under this row's public id (`joining.py`).
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="sessions")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=SessionState.choices, default=SessionState.PROPOSED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")), name="session_runs_forward"
            ),
            models.UniqueConstraint(
                fields=["engagement"], condition=models.Q(state__in=LIVE_SESSIONS), name="one_live_session"
            ),
        ]
        indexes = [
            models.Index(fields=["profile", "starts_at"]),
            models.Index(fields=["state", "starts_at"]),
            models.Index(fields=["state", "ends_at"]),
        ]


class Contribution(PublicModel):
    """What an expert said or wrote. The words are sealed under the expert's key, as `note_<public_id>`.

    What she asks to be changed is a letter to the office, sealed under this row's own public id.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="contributions")
    state = models.CharField(
        max_length=13, choices=ContributionState.choices, default=ContributionState.DRAFTED
    )
    sent_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["engagement", "state"])]
