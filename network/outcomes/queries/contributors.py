"""Whose contributions a recommendation rests on. A withdrawn contribution counts no longer."""

from django.db.models import QuerySet

from network.engagements.states import ContributionState
from network.experts.models import Profile
from network.outcomes.models import Recommendation
from network.people.models import User


def contributors_of(recommendation: Recommendation) -> QuerySet[Profile]:
    """The experts cited by agreed contributions, each once."""
    return (
        Profile.objects.filter(
            engagements__contributions__recommendations=recommendation,
            engagements__contributions__state=ContributionState.AGREED,
        )
        .exclude(state=Profile.State.LEFT)
        .distinct()
    )


def contributor_users(recommendation: Recommendation) -> QuerySet[User]:
    """The people behind `contributors_of`, to be told."""
    return User.objects.filter(profile__in=contributors_of(recommendation).values("pk"))


def from_work_of(user: User) -> QuerySet[Recommendation]:
    """The recommendations that rest on this person's agreed contributions, newest first."""
    return (
        Recommendation.objects.filter(
            contributions__engagement__profile__user=user,
            contributions__state=ContributionState.AGREED,
        )
        .distinct()
        .order_by("-proposed_at", "-pk")
    )
