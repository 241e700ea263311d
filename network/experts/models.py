from django.db import models

from network.agencies.jurisdictions import CHOICES
from network.agencies.models import Agency, Official
from network.common import clock
from network.common.ids import PublicModel
from network.experts.openings import DANGERS
from network.experts.particulars import FIELD_WORDS, PURPOSE_WORDS
from network.experts.states import OpeningState, ProfileState
from network.people.models import User
from network.taxonomy.models import Skill, Topic

WEEKDAYS = list(enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")))


class Profile(PublicModel):
    """An expert's working profile: what they know and when they work. What they are is in the vault, if anywhere.

    Sealed under this row's public id: legal_name, accommodations, boundaries, about, payout_details.
    """

    State = ProfileState

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="profile")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE, db_index=True)
    skills = models.ManyToManyField(Skill, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="experts")
    off_topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    hours_per_month = models.PositiveSmallIntegerField(null=True, help_text="Own limit; empty for none.")
    payee_ref = models.CharField(
        max_length=16, unique=True, null=True, help_text="Public id of the payee in payments."
    )
    answered = models.JSONField(default=list, help_text="Which questions of Get ready were answered.")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)


class SpokenLanguage(models.Model):
    """A language an expert works in."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=8)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "profile"], name="a_language_once")]

    def __str__(self) -> str:
        return self.code


class WeeklyWindow(models.Model):
    """Hours on a weekday, local to the expert's own zone, in which she may be asked to meet."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="windows")
    weekday = models.PositiveSmallIntegerField(choices=WEEKDAYS)
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering = ["weekday", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts__lt=models.F("ends")), name="window_runs_forward"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"


class DayOff(models.Model):
    """A local date on which the weekly pattern does not hold."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="days_off")
    date = models.DateField()

    class Meta:
        ordering = ["date"]
        constraints = [models.UniqueConstraint(fields=["profile", "date"], name="a_day_off_once")]

    def __str__(self) -> str:
        return self.date.isoformat()


class Wall(models.Model):
    """An office, one official, or every office of a jurisdiction, for whom this expert does not exist.

    Private to the expert. `experts.walls` says what each covers.
    """

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="walls")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", null=True)
    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="+", null=True)
    jurisdiction = models.CharField(max_length=8, choices=CHOICES, blank=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "profile"], name="one_wall"),
            models.UniqueConstraint(fields=["official", "profile"], name="one_wall_before_a_person"),
            models.UniqueConstraint(
                fields=["jurisdiction", "profile"],
                condition=~models.Q(jurisdiction=""),
                name="one_wall_before_a_government",
            ),
            models.CheckConstraint(
                condition=models.Q(agency__isnull=False, official=None, jurisdiction="")
                | models.Q(agency=None, official__isnull=False, jurisdiction="")
                | models.Q(~models.Q(jurisdiction=""), agency=None, official=None),
                name="a_wall_stands_before_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return "wall"

    @property
    def before(self) -> str:
        """What it stands before, in words for the expert alone. Needs `official.agency`."""
        if self.official:
            return f"{self.official.name}, {self.official.job_title}, {self.official.agency.name}"
        if self.agency:
            return self.agency.name
        return f"Every office of {self.get_jurisdiction_display()}"

    @property
    def kind(self) -> str:
        """The column that is filled."""
        return "official" if self.official else "agency" if self.agency else "jurisdiction"

    @property
    def ref(self) -> str:
        """The public id or code of what it stands before."""
        found = self.official or self.agency
        return found.public_id if found else self.jurisdiction


class AgencyAlias(models.Model):
    """The name by which one agency knows an expert; another agency knows another."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="agency_aliases")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    alias = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "agency"], name="one_alias_per_agency"),
            models.UniqueConstraint(fields=["agency", "alias"], name="alias_unique_within_agency"),
        ]

    def __str__(self) -> str:
        return "alias"


class Opening(PublicModel):
    """A manager needs something sealed because of a danger; a second manager decides. The expert sees each step."""

    State = OpeningState

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="openings")
    fields = models.CharField(max_length=120)
    danger = models.CharField(max_length=6, choices=list(DANGERS.items()))
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    open_until = models.DateTimeField(
        help_text="Until when it can be approved, then until when it can be read."
    )

    class Meta:
        indexes = [models.Index(fields=["state", "open_until"]), models.Index(fields=["-asked_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("asked_by")),
                name="two_people_open_together",
            )
        ]

    @property
    def fields_in_words(self) -> str:
        return _in_words(self.fields)

    @property
    def danger_in_words(self) -> str:
        return DANGERS[self.danger]

    @property
    def is_open(self) -> bool:
        """Whether this step can still be taken."""
        return self.state in (OpeningState.ASKED, OpeningState.APPROVED) and clock.now() < self.open_until


class Reading(models.Model):
    """Somebody other than the expert saw sealed data; the expert sees this line at once."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="readings")
    viewer = models.CharField(max_length=16, help_text="Public id of who looked.")
    viewer_role = models.CharField(max_length=40, help_text="As the expert is told, e.g. Finance.")
    purpose = models.CharField(max_length=14)
    fields = models.CharField(max_length=200)
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["profile", "-at"])]

    def __str__(self) -> str:
        return f"{self.viewer_role} for {self.purpose}"

    @property
    def fields_in_words(self) -> str:
        return ", ".join(FIELD_WORDS.get(name, name) for name in self.fields.split(", "))

    @property
    def purpose_in_words(self) -> str:
        return PURPOSE_WORDS.get(self.purpose, self.purpose)


def _in_words(fields: str) -> str:
    return ", ".join(FIELD_WORDS.get(name, name) for name in fields.split(", "))
