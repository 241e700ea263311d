"""What may be read about offices and their officials, and by whom."""

from django.db.models import F, QuerySet
from django.http import Http404

from network.agencies.models import Agency, Official
from network.agencies.states import AgencyState
from network.people.models import User
from network.people.roles import Role


def official_of(user: User) -> Official | None:
    """The official that this person is, with their agency; asked for once per request."""
    if "_official" not in user.__dict__:
        user.__dict__["_official"] = Official.objects.select_related("agency").filter(user=user).first()
    return user.__dict__["_official"]


def own_official(user: User) -> Official:
    """The official that this person is; 404 for somebody who belongs to no office."""
    official = official_of(user)
    if official is None:
        raise Http404
    return official


def agency_for(viewer: User, public_id: str) -> Agency:
    """The office, for managers and its own officials; 404 alike for others and for none."""
    agency = Agency.objects.filter(public_id=public_id).first()
    if agency is None or not (Role.MANAGER in viewer.roles or _belongs(viewer, agency)):
        raise Http404
    return agency


def official_for(viewer: User, public_id: str) -> Official:
    """The official with their agency, for managers and colleagues; 404 alike for others and for none."""
    official = Official.objects.select_related("agency").filter(public_id=public_id).first()
    if official is None or not (Role.MANAGER in viewer.roles or _belongs(viewer, official.agency)):
        raise Http404
    return official


def _belongs(viewer: User, agency: Agency) -> bool:
    own = official_of(viewer)
    return own is not None and own.agency_id == agency.pk


def offices(state: str = "") -> QuerySet[Agency]:
    """Offices for a manager, those to be decided soonest first; narrowed to a state when one is given."""
    found = Agency.objects.order_by(F("verify_by").asc(nulls_last=True), "name")
    return found.filter(state=state) if state in AgencyState.values else found


def offices_waiting() -> int:
    """How many offices wait to be verified."""
    return Agency.objects.filter(state=AgencyState.REGISTERED).count()


def officials_of(agency: Agency) -> QuerySet[Official]:
    """The office's people by name, with their sign-in accounts."""
    return Official.objects.filter(agency=agency).select_related("user").order_by("name", "pk")


def name_taken(name: str) -> bool:
    """Whether an office of this name is here, in whatever capitals."""
    return Agency.objects.filter(name__iexact=name.strip()).exists()
