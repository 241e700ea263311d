from django.db import models

from network.common.ids import PublicModel, new_public_id
from network.consultations.models import ConsultationRequest
from network.experts.models import Profile
from network.people.models import User


class Draw(PublicModel):
    """One fair draw of experts for a request. The commitment is stored before the set is closed, the seed shown after."""

    request = models.ForeignKey(ConsultationRequest, on_delete=models.PROTECT, related_name="draws")
    round = models.PositiveSmallIntegerField()
    seats = models.PositiveSmallIntegerField()
    commitment = models.CharField(max_length=64, help_text="SHA-256 of the seed.")
    seed = models.CharField(max_length=64)
    pool_size = models.PositiveIntegerField(null=True)
    committed_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)
    drawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "round"], name="one_draw_per_round")]


class Entrant(models.Model):
    """One eligible expert in one draw, by a random reference that is used nowhere else."""

    draw = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="entrants")
    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=16, default=new_public_id)
    rank = models.PositiveIntegerField()
    chance = models.FloatField(help_text="Probability of selection, recorded before the draw.")
    selected = models.BooleanField()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "profile"], name="enters_once"),
            models.UniqueConstraint(fields=["draw", "rank"], name="one_entrant_per_rank"),
        ]
        indexes = [models.Index(fields=["profile", "selected"])]

    def __str__(self) -> str:
        return self.reference
