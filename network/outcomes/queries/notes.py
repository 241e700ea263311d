"""Agreed notes as an office may read them, each through the disclosure gate."""

from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from network.agencies.queries import own_official
from network.consultations.models import ConsultationRequest
from network.engagements.models import Contribution
from network.engagements.queries.names import names_for
from network.engagements.states import ContributionState
from network.experts.disclosure import Viewer, disclose_note
from network.people.models import User
from network.people.roles import Role


class AgreedNote(NamedTuple):
    """What one expert said and agreed to; `name` is what this office may call her."""

    contribution: Contribution
    name: str
    words: str


def requests_with_notes(user: User) -> QuerySet[ConsultationRequest]:
    """The office's requests that hold agreed notes (`notes`), newest first; `made` recommendations so far."""
    agreed = Q(engagements__contributions__state=ContributionState.AGREED)
    return (
        ConsultationRequest.objects.filter(agency_id=own_official(user).agency_id)
        .annotate(
            notes=Count("engagements__contributions", filter=agreed, distinct=True),
            made=Count("recommendations", distinct=True),
        )
        .filter(notes__gt=0)
        .order_by("-created_at", "-pk")
    )


def agreed_notes(user: User, request: ConsultationRequest) -> list[AgreedNote]:
    """The notes of a request that this official may read now; each reading is shown to its expert.

    One query for the notes, two for the names; then each asks the disclosure gate by itself, once a seat.
    """
    viewer = Viewer(user, Role.OFFICIAL, own_official(user).agency_id)
    contributions = list(
        Contribution.objects.filter(engagement__request=request, state=ContributionState.AGREED)
        .select_related("engagement__profile__user")
        .order_by("agreed_at", "pk")
    )
    read = [(each, _words(each, viewer)) for each in contributions]
    names = names_for((each.engagement for each in contributions), own_official(user).agency)
    return [AgreedNote(each, names[each.engagement_id], words) for each, words in read if words]


def _words(contribution: Contribution, viewer: Viewer) -> str | None:
    engagement = contribution.engagement
    return disclose_note(engagement.profile, viewer, engagement.public_id, contribution.public_id)
