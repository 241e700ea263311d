from django.db import models

from network.common.ids import PublicModel
from network.experts.models import Profile


class Voice(PublicModel):
    """Words that an expert offers to the public. They are sealed under her key (`experts.published`), not here."""

    class Kind(models.TextChoices):
        """Each is what a consent for the public is called, too."""

        QUOTE = "quote", "Short passage"
        STORY = "story", "Longer text"

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="voices")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    language = models.CharField(max_length=8, help_text="As taxonomy.words.LANGUAGES has it.")
    with_name = models.BooleanField(help_text="Her name may stand beside it, while she agrees to that too.")
    offered_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["profile", "-offered_at"]),
            models.Index(
                fields=["-offered_at"], condition=models.Q(taken_back_at=None), name="still_offered"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=["quote", "story"]), name="a_voice_is_words")
        ]
