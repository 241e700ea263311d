from django.db import models


class DutyRun(models.Model):
    """One run of a scheduled duty, kept so that people can see that it ran."""

    name = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(
        null=True, help_text="How many things this run did; empty while running or failed."
    )
    failed = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["name", "-started_at"])]

    def __str__(self) -> str:
        return f"{self.name} at {self.started_at:%Y-%m-%d %H:%M}"


class Removal(models.Model):
    """How many rows of one class of data were removed on one day (UTC), because their time was over."""

    name = models.CharField(max_length=40)
    day = models.DateField()
    removed = models.PositiveIntegerField(default=0)
    looked_at = models.DateTimeField(null=True)
    next_due_at = models.DateTimeField(null=True, help_text="When the oldest row left will be over.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "day"], name="one_removal_a_day")]
        indexes = [models.Index(fields=["-day", "name"])]

    def __str__(self) -> str:
        return f"{self.removed} of {self.name} on {self.day}"
