"""What may be read about requests, and by whom."""

from django.db.models import Count, QuerySet
from django.http import Http404

from network.agencies.models import Official
from network.agencies.queries import official_of
from network.consultations.models import ConsultationRequest, RequestVersion, ReviewNote
from network.consultations.states import PUBLIC, UNDER_REVIEW, RequestState
from network.people.models import User
from network.people.roles import Role
from network.taxonomy.models import Pillar

# What the public board may be narrowed to: word, its label, its states.
BOARD_VIEWS = {
    "open": ("Open", {RequestState.PUBLISHED}),
    "under_way": ("Under way", {RequestState.STAFFED}),
    "finished": ("Finished", {RequestState.CLOSED}),
}

# What a card of the board shows.
_ON_BOARD = (
    "public_id", "title", "activity", "state", "is_demo", "pay_minor", "currency", "published_at",
    "preparation_minutes", "session_minutes", "debrief_minutes", "agency__name",
)  # fmt: skip


def loaded() -> QuerySet[ConsultationRequest]:
    """Requests with everything that sections, checks and terms read: four queries for any one of them."""
    return ConsultationRequest.objects.select_related(
        "agency", "created_by", "submitted_by"
    ).prefetch_related("topics", "questions", "attendees")


def request_for(viewer: User, public_id: str) -> ConsultationRequest:
    """The request, for its own office and, from the first submission on, for managers; 404 alike otherwise."""
    found = loaded().filter(public_id=public_id).first()
    if found is None or not (_is_own(viewer, found) or _is_reviewers(viewer, found)):
        raise Http404
    return found


def _is_own(viewer: User, consultation: ConsultationRequest) -> bool:
    official = official_of(viewer) if Role.OFFICIAL in viewer.roles else None
    return official is not None and official.agency_id == consultation.agency_id


def _is_reviewers(viewer: User, consultation: ConsultationRequest) -> bool:
    return Role.MANAGER in viewer.roles and consultation.submitted_at is not None


def requests_of(official: Official, state: str = "") -> QuerySet[ConsultationRequest]:
    """The requests of the official's office, newest first; narrowed to a state when one is given."""
    found = ConsultationRequest.objects.filter(agency=official.agency_id).order_by("-created_at")
    return found.filter(state=state) if state in RequestState.values else found


def review_queue(state: str = "") -> QuerySet[ConsultationRequest]:
    """Requests for managers, those to be answered soonest first: under review, or in one state after submission."""
    states = {state} if state in RequestState.values else UNDER_REVIEW
    found = ConsultationRequest.objects.filter(state__in=states).exclude(submitted_at=None)
    return found.select_related("agency").order_by("review_by", "pk")


def reviews_waiting() -> int:
    """How many requests wait for a manager."""
    return ConsultationRequest.objects.filter(state__in=UNDER_REVIEW).count()


def board(view: str = "open", pillar: str = "") -> QuerySet[ConsultationRequest]:
    """Published requests for everybody, newest first, without people."""
    states = BOARD_VIEWS[view if view in BOARD_VIEWS else "open"][1]
    found = ConsultationRequest.objects.filter(state__in=states).select_related("agency")
    if pillar in Pillar.values:
        found = found.filter(pillar=pillar)
    return found.only(*_ON_BOARD).prefetch_related("topics").order_by("-published_at")


def public_request(public_id: str) -> ConsultationRequest:
    """A request that the public may read; 404 alike for unpublished and missing ones."""
    found = loaded().filter(public_id=public_id, state__in=PUBLIC).first()
    if found is None:
        raise Http404
    return found


def notes_on(consultation: ConsultationRequest) -> QuerySet[ReviewNote]:
    """What reviewer and office wrote to each other, oldest first."""
    return consultation.review_notes.order_by("at", "pk")


def versions_of(consultation: ConsultationRequest) -> list[RequestVersion]:
    """Every submission, oldest first."""
    return list(consultation.versions.all())


def managers() -> QuerySet[User]:
    """Everybody who reviews requests."""
    return User.objects.filter(is_active=True, role_grants__role=Role.MANAGER)


def requesters(consultation: ConsultationRequest) -> QuerySet[User]:
    """The people of the office who write requests and have an account."""
    return User.objects.filter(is_active=True, official__agency=consultation.agency_id).exclude(
        official__duty=Official.Duty.READER
    )


def counts_by_state(official: Official) -> dict[str, int]:
    """How many requests of the office stand in each state."""
    rows = ConsultationRequest.objects.filter(agency=official.agency_id).values_list("state")
    return dict(rows.annotate(number=Count("pk")).order_by())
