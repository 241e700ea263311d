"""A recommendation is made from what experts said and agreed to."""

from collections.abc import Sequence

from django.db import transaction

from network.agencies.models import Official
from network.audit.log import record
from network.common import clock
from network.common.states import MoveRefused
from network.consent import ledger
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.consultations.models import ConsultationRequest
from network.engagements.models import Contribution
from network.engagements.states import ContributionState
from network.outcomes import clocks
from network.outcomes.models import Recommendation
from network.outcomes.policies import may_answer_for
from network.outcomes.services.telling import tell_contributors


class NotCitable(Exception):
    """A note that may not be built upon: of another request, not agreed, or its use was withdrawn. Safe to show."""


@transaction.atomic
def propose_recommendation(
    request: ConsultationRequest,
    official: Official,
    *,
    text: str,
    document: str,
    pillar: str,
    contributions: Sequence[Contribution],
) -> Recommendation:
    """Put one recommendation to the office, numbered within its request, resting on agreed notes of that request.

    Starts the clocks for acknowledging and answering, and tells the contributors. Raises MoveRefused when
    the official does not speak for the office, NotCitable when a note may not be used.
    """
    if not may_answer_for(official, request.agency_id):
        raise MoveRefused("Only a requester or approver of this office can record its recommendations.")
    # The request's row is the turnstile: two recommendations cannot take one number.
    request = ConsultationRequest.objects.select_for_update().get(pk=request.pk)
    cited = _citable(request, contributions)
    now = clock.now()
    recommendation = Recommendation.objects.create(
        request=request,
        agency_id=request.agency_id,
        number=str(request.recommendations.filter(source="").count() + 1),
        text=text,
        document=document,
        pillar=pillar,
        proposed_at=now,
        acknowledge_by=now + clocks.ACKNOWLEDGE,
        answer_by=now + clocks.ANSWER,
    )
    recommendation.contributions.set(cited)
    record(
        official.user,
        "outcomes.recommendation.propose",
        recommendation,
        request=request.public_id,
        count=len(cited),
    )
    tell_contributors(recommendation, "recommendation_made", recommendation)
    return recommendation


def _citable(request: ConsultationRequest, contributions: Sequence[Contribution]) -> list[Contribution]:
    """The same notes, read again under lock; NotCitable when one of them may not be used."""
    wanted = {contribution.pk for contribution in contributions}
    cited = list(
        Contribution.objects.select_for_update(of=("self",))
        .select_related("engagement__profile__user")
        .filter(pk__in=wanted, engagement__request=request, state=ContributionState.AGREED)
    )
    if not wanted or len(cited) < len(wanted) or not all(map(_may_be_used, cited)):
        raise NotCitable(
            "Choose at least one note that the expert has agreed to and that belongs to this request."
        )
    return cited


def _may_be_used(contribution: Contribution) -> bool:
    engagement = contribution.engagement
    return ledger.allows(
        engagement.profile.user, Purpose.RECORD, Audience(AudienceKind.ENGAGEMENT, engagement.public_id)
    )
