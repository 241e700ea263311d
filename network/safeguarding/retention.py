"""How long concerns are kept."""

from django.db.models import QuerySet

from network.common.retention import About, DataClass, Period, Timed, register_data
from network.safeguarding import words
from network.safeguarding.models import Concern


def _forget(concerns: QuerySet[Concern]) -> None:
    for concern in concerns:
        words.forget(concern)
    concerns.delete()


register_data(
    DataClass(
        "concerns",
        "What you told us, and our answers",
        ("safeguarding.Concern",),
        About.EXPERT,
        Period("it was closed", months=24),
        "So that it can be seen when the same happens again. When you leave, the words go at once.",
        source="proposed",
        stays="What it was about and when, without a word of it",
        timed=Timed(lambda: Concern.objects.exclude(closed_at=None), "closed_at", _forget),
    ),
)
