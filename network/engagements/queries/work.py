"""Lists of work for each side."""

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from network.agencies.models import Agency
from network.consultations.models import ConsultationRequest
from network.consultations.states import RequestState
from network.engagements.models import Engagement
from network.engagements.states import OVER, InvitationState
from network.people.models import User


def work_of(expert: User) -> QuerySet[Engagement]:
    """The expert's work: what is under way first, then what is over, newest first; to be paginated."""
    return _open_first(Engagement.objects.filter(profile__user=expert))


def work_of_office(agency: Agency) -> QuerySet[Engagement]:
    """The office's work with experts: what is under way first, then what is over, newest first."""
    return _open_first(Engagement.objects.filter(request__agency=agency))


def requests_with_seats(agency: Agency) -> QuerySet[ConsultationRequest]:
    """The office's requests that look for experts or have them, newest first, with how many `agreed`."""
    return (
        ConsultationRequest.objects.filter(
            agency=agency, state__in=(RequestState.PUBLISHED, RequestState.STAFFED)
        )
        .annotate(agreed=Count("invitations", filter=Q(invitations__state=InvitationState.ACCEPTED)))
        .order_by("-published_at", "pk")
    )


def work_names(person: User) -> dict[str, str]:
    """The person's pieces of work by public id, as she reads them where she says yes or no."""
    rows = Engagement.objects.filter(profile__user=person)
    found = rows.values_list("public_id", "request__title", "request__agency__name")
    return {public_id: f"“{title}”, {agency}" for public_id, title, agency in found}


def office_names(person: User) -> dict[str, str]:
    """The offices that this person ever worked with by public id, as she reads them where she says yes or no."""
    found = Agency.objects.filter(requests__engagements__profile__user=person).distinct().order_by("name")
    return dict(found.values_list("public_id", "name"))


def _open_first(rows: QuerySet[Engagement]) -> QuerySet[Engagement]:
    over = Case(When(state__in=OVER, then=Value(1)), default=Value(0), output_field=IntegerField())
    return (
        rows.select_related("profile__user", "request__agency")
        .annotate(over=over)
        .order_by("over", "-agreed_at", "-pk")
    )
