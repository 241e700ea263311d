from django.db import models


class Pillar(models.TextChoices):
    """The "4P" of the field: three of the Palermo Protocol, and partnership."""

    PREVENTION = "prevention", "Prevention"
    PROTECTION = "protection", "Protection"
    PROSECUTION = "prosecution", "Prosecution"
    PARTNERSHIP = "partnership", "Partnership"


class Topic(models.Model):
    """What a request is about and what an expert knows about, or will not be asked about."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    pillar = models.CharField(max_length=12, choices=Pillar.choices)

    class Meta:
        ordering = ["pillar", "name"]

    def __str__(self) -> str:
        return self.name


class Skill(models.Model):
    """What an expert does well, whatever it was learned from."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
