from django.db import models

from network.common.ids import PublicModel
from network.people.models import User


class Notice(PublicModel):
    """Something that waits for a person, shown inside the network; perhaps also announced by a neutral mail."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    event = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=16, help_text="Public id of what it is about.")
    key = models.CharField(max_length=80, unique=True, help_text="The same notice is made once.")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail_due_at = models.DateTimeField(null=True, help_text="Empty: nothing is to be mailed, or it was.")
    mailed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["person", "-at"]), models.Index(fields=["mail_due_at"])]
