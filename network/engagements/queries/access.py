"""Work by its public id, for those two sides that it belongs to; 404 alike for another's and for none."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import Http404

from network.consultations.models import ConsultationRequest
from network.consultations.states import PUBLIC
from network.engagements.models import Contribution, Engagement, Session
from network.matching.models import Draw
from network.people.models import User

_NEEDED = ("profile__user", "request__agency", "invitation")
_OFFICE = "request__agency__officials__user"


def own_engagement(expert: User, public_id: str) -> Engagement:
    """A piece of the expert's own work."""
    return _one(_engagements().filter(profile__user=expert), public_id)


def office_engagement(viewer: User, public_id: str) -> Engagement:
    """A piece of work that the viewer's office asked for."""
    return _one(_engagements().filter(**{_OFFICE: viewer}), public_id)


def engagement_for(viewer: User, public_id: str) -> Engagement:
    """A piece of work for either of its two sides."""
    return _one(_engagements().filter(Q(profile__user=viewer) | Q(**{_OFFICE: viewer})), public_id)


def own_session(expert: User, public_id: str) -> Session:
    """A session of the expert's own work, its engagement at hand."""
    return _one(_sessions().filter(profile__user=expert), public_id)


def office_session(viewer: User, public_id: str) -> Session:
    """A session that the viewer's office takes part in."""
    return _one(_sessions().filter(**{f"engagement__{_OFFICE}": viewer}), public_id)


def own_contribution(expert: User, public_id: str) -> Contribution:
    """A note of what the expert said."""
    return _one(_contributions().filter(engagement__profile__user=expert), public_id)


def office_contribution(viewer: User, public_id: str) -> Contribution:
    """A note that the viewer's office wrote; whether its words may be read is another question."""
    return _one(_contributions().filter(**{f"engagement__{_OFFICE}": viewer}), public_id)


def office_request(viewer: User, public_id: str) -> ConsultationRequest:
    """A request of the viewer's office that experts can be invited to, or were."""
    rows = ConsultationRequest.objects.select_related("agency").filter(
        agency__officials__user=viewer, state__in=PUBLIC
    )
    return _one(rows, public_id)


def office_draw(viewer: User, public_id: str) -> Draw:
    """A draw for a request of the viewer's office."""
    rows = Draw.objects.select_related("request__agency")
    return _one(rows.filter(**{_OFFICE: viewer}), public_id)


def offices_of_work(public_ids: Iterable[str]) -> dict[str, int]:
    """Which office each of these pieces of work is for, whoever asks: `{public id: pk of the office}`."""
    rows = Engagement.objects.filter(public_id__in=list(public_ids))
    return dict(rows.values_list("public_id", "request__agency"))


def _engagements() -> QuerySet[Engagement]:
    return Engagement.objects.select_related(*_NEEDED)


def _sessions() -> QuerySet[Session]:
    return Session.objects.select_related("profile__user", *(f"engagement__{name}" for name in _NEEDED))


def _contributions() -> QuerySet[Contribution]:
    return Contribution.objects.select_related(*(f"engagement__{name}" for name in _NEEDED))


def _one(rows: QuerySet, public_id: str):
    for found in rows.filter(public_id=public_id)[:1]:  # no first(): its order costs more than the look-up
        return found
    raise Http404
