from django.db import models

from network.agencies.jurisdictions import CHOICES, JURISDICTIONS
from network.agencies.states import AgencyState, Reason
from network.common.ids import PublicModel, new_public_id
from network.people.models import User
from network.people.zones import valid_zone


class Agency(PublicModel):
    """An office of a government that asks, pays and answers."""

    class Level(models.TextChoices):
        NATIONAL = "national", "National"
        REGIONAL = "regional", "State, province or region"
        LOCAL = "local", "City or district"
        INTERNATIONAL = "international", "International body"

    name = models.CharField(max_length=120, unique=True)
    level = models.CharField(max_length=14, choices=Level.choices)
    jurisdiction = models.CharField(max_length=8, choices=CHOICES)
    time_zone = models.CharField(max_length=64, validators=[valid_zone])
    state = models.CharField(max_length=12, choices=AgencyState.choices, default=AgencyState.REGISTERED)
    purpose = models.TextField(blank=True, help_text="Why the office wants to consult, in its own words.")
    payer_ref = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    verify_by = models.DateTimeField(null=True, help_text="When a manager should have decided.")
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(
        max_length=14, choices=Reason.choices, blank=True, help_text="Why it was declined or suspended."
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "agencies"
        indexes = [
            models.Index(fields=["state", "verify_by", "name"]),
            models.Index(fields=["verify_by", "name"]),
            models.Index(fields=["jurisdiction", "name"]),
        ]

    @property
    def currency(self) -> str:
        return JURISDICTIONS[self.jurisdiction].currency


class Official(PublicModel):
    """A person acting in a role at one agency. Their work e-mail is sealed under this row's public id."""

    class Duty(models.TextChoices):
        REQUESTER = "requester", "Requester: writes and runs requests"
        APPROVER = "approver", "Approver: also commits money"
        READER = "reader", "Reader: sees, changes nothing"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="officials")
    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, related_name="official")
    name = models.CharField(max_length=80)
    job_title = models.CharField(max_length=80)
    duty = models.CharField(max_length=10, choices=Duty.choices, default=Duty.APPROVER)
    trained_until = models.DateField(null=True)
    code_signed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "name"])]
