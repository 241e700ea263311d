"""The shapes that paid work takes. Rate cards in `payments` use the same words."""

from django.db import models


class Activity(models.TextChoices):
    WRITTEN_REVIEW = "written-review", "Written review"
    ONE_TO_ONE = "one-to-one", "One-to-one conversation"
    PANEL = "panel", "Panel"
    ROUNDTABLE = "roundtable", "Roundtable"
    TRAINING = "training", "Training"
    CO_DRAFTING = "co-drafting", "Co-drafting"


# Work in which several experts sit together; in the rest each works alone with the office.
GROUP_WORK = {Activity.PANEL, Activity.ROUNDTABLE, Activity.TRAINING, Activity.CO_DRAFTING}
