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
