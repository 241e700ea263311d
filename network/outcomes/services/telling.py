"""Who hears of a step: those whose contributions a recommendation rests on, and nobody else."""

from network.notifications.services import notify
from network.outcomes.models import Recommendation
from network.outcomes.queries.contributors import contributor_users


def tell_contributors(recommendation: Recommendation, event: str, step) -> None:
    """Let each contributor know, once per step; `step` is the row that the step made or the recommendation."""
    for person in contributor_users(recommendation):
        notify(person, event, recommendation, key=f"{event}:{step.public_id}:{person.public_id}")
