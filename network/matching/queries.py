"""What may be read of draws: never who took part, and no size that is small."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import Http404

from network.agencies.queries import official_of
from network.consultations.models import ConsultationRequest
from network.consultations.states import PUBLIC, RequestState
from network.matching.eligibility import eligible
from network.matching.models import Draw
from network.matching.policies import INSIDE_MINIMUM, PUBLIC_MINIMUM, is_enough, may_draw
from network.matching.seats import Seats, seats_of
from network.people.models import User


class Shown(NamedTuple):
    """A draw as one viewer may see it: `pool` and `selected` only when the set is large enough for them."""

    draw: Draw
    is_inside: bool
    enough: bool
    pool: int | None
    selected: list[str]


def draw_for(viewer: User, public_id: str) -> Draw:
    """A draw, for managers, its own office, and everybody once the request is published; else 404."""
    draw = Draw.objects.select_related("request__agency").filter(public_id=public_id).first()
    if draw is None or not (draw.request.state in PUBLIC or _is_inside(viewer, draw)):
        raise Http404
    return draw


def shown_to(viewer: User, draw: Draw) -> Shown:
    """What the viewer may see of it: nobody learns a size below 5, nor the public one below 11."""
    inside = _is_inside(viewer, draw)
    enough = draw.drawn_at is not None and is_enough(draw.pool_size or 0, _minimum(inside))
    chosen = draw.entrants.filter(selected=True) if enough else draw.entrants.none()
    return Shown(
        draw,
        inside,
        enough,
        draw.pool_size if enough and inside and may_draw(viewer) else None,
        list(chosen.order_by("rank").values_list("reference", flat=True)),
    )


def references_for(viewer: User, draw: Draw) -> Iterator[str]:
    """Every reference of the set in alphabetical order, to run the draw again; 404 while it may not be shown."""
    if not shown_to(viewer, draw).enough:
        raise Http404
    return draw.entrants.order_by("reference").values_list("reference", flat=True).iterator()


def draws_of(consultation: ConsultationRequest) -> QuerySet[Draw]:
    """The draws of one published request, which everybody may look at, the first round first."""
    return Draw.objects.filter(request=consultation).order_by("round")


def draws() -> QuerySet[Draw]:
    """Every draw for managers, newest first, to be paginated."""
    return Draw.objects.select_related("request__agency").order_by("-committed_at", "-pk")


def requests_to_draw() -> QuerySet[ConsultationRequest]:
    """Published requests for managers, longest published first."""
    found = ConsultationRequest.objects.filter(state=RequestState.PUBLISHED).select_related("agency")
    return found.order_by("published_at", "pk")


class Room(NamedTuple):
    """A request as a manager draws for it. `pool` is its size now, None below 5; `enough` says so in a word."""

    request: ConsultationRequest
    seats: Seats
    rounds: list[Draw]
    pool: int | None

    @property
    def enough(self) -> bool:
        return self.pool is not None

    @property
    def committed(self) -> Draw | None:
        """The round whose seed is fixed and whose set is still open."""
        return next((draw for draw in self.rounds if draw.drawn_at is None), None)


def room_for(viewer: User, public_id: str) -> Room:
    """A request that can be drawn for, for managers; 404 otherwise."""
    request = (
        ConsultationRequest.objects.select_related("agency")
        .filter(public_id=public_id, state__in=PUBLIC)
        .first()
    )
    if request is None or not may_draw(viewer):
        raise Http404
    pool = eligible(request).count() if request.state == RequestState.PUBLISHED else 0
    rounds = list(request.draws.order_by("round"))
    return Room(request, seats_of(request), rounds, pool if is_enough(pool, INSIDE_MINIMUM) else None)


def _is_inside(viewer: User, draw: Draw) -> bool:
    if not viewer.is_authenticated:
        return False
    official = official_of(viewer)
    return may_draw(viewer) or (official is not None and official.agency_id == draw.request.agency_id)


def _minimum(inside: bool) -> int:
    return INSIDE_MINIMUM if inside else PUBLIC_MINIMUM
