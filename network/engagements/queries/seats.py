"""The seats of a request as everybody but the experts sees them: agreed or open, and nothing between.

Declined, ignored, unreachable and late look alike: only agreements and the fixed end of the window are read.
"""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, Max, OuterRef

from network.common import clock
from network.consultations.models import ConsultationRequest
from network.engagements.models import Engagement, Invitation
from network.engagements.states import InvitationState
from network.matching.models import Draw
from network.matching.seats import Seats


class Board(NamedTuple):
    """A request's seats for the office. `to_invite` is a draw that waits for its invitations, if any.

    `window_ends` is when the last round's answers are due, None before the first.
    """

    agreed: list[Engagement]
    open: int
    to_invite: Draw | None
    window_ends: datetime | None

    @property
    def rows(self) -> list[Engagement | None]:
        """One for each seat: its engagement, or None while it is open."""
        return [*self.agreed, *[None] * self.open]

    @property
    def is_waiting(self) -> bool:
        """Whether answers are still awaited."""
        return self.window_ends is not None and clock.now() < self.window_ends


def board_of(request: ConsultationRequest) -> Board:
    """The seats of a request, in three queries."""
    agreed = list(
        Engagement.objects.filter(request=request).select_related("profile").order_by("agreed_at", "pk")
    )
    assert request.seats is not None  # a published request says how many it asks for
    return Board(agreed, max(request.seats - len(agreed), 0), _to_invite(request), _window_ends(request))


def count_seats(request: ConsultationRequest) -> Seats:
    """How many seats a new round would fill, and why it may have to wait."""
    agreed = Invitation.objects.filter(request=request, state=InvitationState.ACCEPTED).count()
    assert request.seats is not None  # a published request says how many it asks for
    left = max(request.seats - agreed, 0)
    if _to_invite(request):
        return Seats(left, "The office has not sent the invitations of the last round yet.")
    ends = _window_ends(request)
    if ends and clock.now() < ends:
        return Seats(left, "The experts of the last round still have time to answer.")
    return Seats(left)


def _to_invite(request: ConsultationRequest) -> Draw | None:
    invited = Invitation.objects.filter(entrant__draw=OuterRef("pk"))
    drawn = Draw.objects.filter(~Exists(invited), request=request, drawn_at__isnull=False)
    return drawn.order_by("-round").first()


def _window_ends(request: ConsultationRequest) -> datetime | None:
    return Invitation.objects.filter(request=request).aggregate(ends=Max("expires_at"))["ends"]
