from datetime import datetime

from django.db import models

from network.common import clock
from network.common.ids import PublicModel
from network.notifications.conf import CONFIRM_EVERY_MONTHS, SILENCE_ENDS_AFTER
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


class ContactState(PublicModel):
    """What is known about one way of reaching a person: whether a test arrived, and whether it is still safe.

    Holds no address; `contact_ref` names the sealed contact that it is about.
    """

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="contact_state")
    contact_ref = models.CharField(max_length=16, blank=True)
    test_asked_at = models.DateTimeField(null=True)
    test_due_at = models.DateTimeField(null=True, db_index=True, help_text="Empty: no test waits to be sent.")
    test_sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="Wrong numbers typed since the last test.")
    confirmed_at = models.DateTimeField(null=True, help_text="When she last said that it is safe.")
    asked_again_at = models.DateTimeField(null=True, help_text="When she was asked whether it still is.")
    failed_at = models.DateTimeField(null=True, help_text="When its mail was returned for good.")

    @property
    def ask_again_at(self) -> datetime | None:
        """When the question whether this is still safe is due."""
        return self.confirmed_at and clock.months_later(self.confirmed_at, CONFIRM_EVERY_MONTHS)

    @property
    def ends_at(self) -> datetime | None:
        """When silence ends it: from then on nothing is mailed."""
        return self.ask_again_at and self.ask_again_at + SILENCE_ENDS_AFTER

    @property
    def is_confirmed(self) -> bool:
        """Whether mails may go there now."""
        return self.ends_at is not None and clock.now() < self.ends_at and self.failed_at is None
