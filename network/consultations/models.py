from django.db import models

from network.agencies.models import Agency, Official
from network.common.ids import PublicModel
from network.consultations.states import RequestState
from network.people.models import User
from network.taxonomy.activities import GROUP_WORK, Activity
from network.taxonomy.models import Pillar, Topic


class ConsultationRequest(PublicModel):
    """What an office wants advice on, what may change by it, and what it pays."""

    class Kind(models.TextChoices):
        POLICY = "policy", "A policy or law"
        STRATEGY = "strategy", "A strategy or plan"
        PRODUCT = "product", "A product: a form, guide, training or service"

    class DecisionRight(models.TextChoices):
        INFORM = "inform", "Inform: the decision is made, experts are told why"
        CONSULT = "consult", "Consult: experts advise, the office decides and answers"
        INVOLVE = "involve", "Involve: experts' concerns shape the options"
        COLLABORATE = "collaborate", "Collaborate: options are written together"
        DELEGATE = "delegate", "Delegate: the experts decide"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="requests")
    created_by = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=13, choices=RequestState.choices, default=RequestState.DRAFT)
    is_demo = models.BooleanField(default=False)

    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=Kind.choices, blank=True)
    summary = models.TextField(blank=True)
    document_title = models.CharField(max_length=160, blank=True)
    document_version = models.CharField(max_length=40, blank=True)
    pillar = models.CharField(max_length=12, choices=Pillar.choices, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="requests")

    decision_owner = models.CharField(
        max_length=120, blank=True, help_text="A role, for example Deputy Minister."
    )
    decision_date = models.DateField(null=True, blank=True)
    decision_right = models.CharField(max_length=11, choices=DecisionRight.choices, blank=True)
    can_change = models.TextField(blank=True)
    cannot_change = models.TextField(blank=True)
    uses = models.TextField(blank=True, help_text="What happens to what experts say.")
    power = models.TextField(
        blank=True, help_text="What power the office holds over people like those it asks."
    )

    activity = models.CharField(max_length=14, choices=Activity.choices, blank=True)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    session_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    preparation_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    debrief_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    earliest_date = models.DateField(null=True, blank=True)
    latest_date = models.DateField(null=True, blank=True)
    languages = models.JSONField(default=list, help_text="Codes; an expert needs one of them.")

    fund_ref = models.CharField(
        max_length=16, blank=True, help_text="Public id of the committed fund in payments."
    )
    pay_minor = models.BigIntegerField(null=True, help_text="Per seat, fixed when the request is submitted.")
    hourly_minor = models.BigIntegerField(null=True, help_text="Effective, over all paid minutes.")
    currency = models.CharField(max_length=3, blank=True)

    submitted_by = models.ForeignKey(Official, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    review_by = models.DateTimeField(null=True, help_text="3 working days after submission.")
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "review_by"]),
            models.Index(fields=["agency", "state", "-created_at"]),
            models.Index(fields=["agency", "-created_at"]),
            models.Index(fields=["state", "latest_date"]),
            models.Index(fields=["state", "-published_at"]),
        ]

    @property
    def total_minutes(self) -> int:
        """All paid minutes of one seat."""
        return (self.preparation_minutes or 0) + (self.session_minutes or 0) + (self.debrief_minutes or 0)

    @property
    def experts_in_a_room(self) -> int:
        """How many experts sit together: all of them, or one at a time."""
        return (self.seats or 0) if self.activity in GROUP_WORK else 1


class Question(PublicModel):
    """One question the office wants to ask; `findings` are the linter's at the last save."""

    request = models.ForeignKey(ConsultationRequest, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    findings = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["request", "position"], name="one_question_per_place")]


class Attendee(models.Model):
    """Somebody of the office who will be in the room, by name or role."""

    request = models.ForeignKey(ConsultationRequest, on_delete=models.CASCADE, related_name="attendees")
    who = models.CharField(max_length=120)
    why = models.CharField(max_length=160, help_text="What they do in the room.")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.who


class ReviewNote(PublicModel):
    """Words between reviewer and office about a request."""

    request = models.ForeignKey(ConsultationRequest, on_delete=models.CASCADE, related_name="review_notes")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    author_role = models.CharField(max_length=10)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]


class RequestVersion(models.Model):
    """The request as it stood at one submission."""

    request = models.ForeignKey(ConsultationRequest, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    snapshot = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"version {self.number}"
