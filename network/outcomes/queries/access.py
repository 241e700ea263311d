"""One recommendation, for whoever may see it. Missing and foreign are the same 404."""

from django.db.models import QuerySet
from django.http import Http404

from network.agencies.queries import own_official
from network.consultations.models import ConsultationRequest
from network.outcomes.models import Recommendation
from network.outcomes.queries.contributors import from_work_of
from network.people.models import User


def of_own_office(user: User) -> QuerySet[Recommendation]:
    """The recommendations put to this official's office, newest first."""
    return (
        Recommendation.objects.filter(agency_id=own_official(user).agency_id)
        .select_related("request", "agency")
        .order_by("-proposed_at", "-pk")
    )


def recommendation_for_official(user: User, public_id: str) -> Recommendation:
    """One recommendation put to the official's own office, with its story."""
    return _one(of_own_office(user), public_id)


def recommendation_for_contributor(user: User, public_id: str) -> Recommendation:
    """One recommendation that rests on this expert's agreed work, with its story."""
    return _one(from_work_of(user).select_related("request", "agency"), public_id)


def request_for_recommending(user: User, public_id: str) -> ConsultationRequest:
    """One request of the official's own office."""
    found = ConsultationRequest.objects.filter(
        agency_id=own_official(user).agency_id, public_id=public_id
    ).first()
    if found is None:
        raise Http404
    return found


def with_story(recommendations: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """With answers and progress, in two more queries however many there are."""
    return recommendations.prefetch_related("responses", "progress")


def _one(recommendations: QuerySet[Recommendation], public_id: str) -> Recommendation:
    found = with_story(recommendations).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
