"""Events a rail has told us about. The body is not kept: the object is fetched again before belief."""

from django.db import models

from payments.ids import new_id


class WebhookEvent(models.Model):
    public_id = models.CharField(max_length=24, unique=True, default=new_id, editable=False)
    event_id = models.CharField(max_length=80, unique=True)
    type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField(db_index=True)
    handled_at = models.DateTimeField(null=True)
    replays = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-received_at", "-id"]

    def __str__(self):
        return self.event_id
