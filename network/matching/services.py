"""Every write about draws."""

from django.db import transaction

from network.audit.log import record
from network.common import clock
from network.common.ids import new_public_id
from network.common.states import MoveRefused
from network.consultations.models import ConsultationRequest
from network.consultations.states import RequestState
from network.matching.draw import chance_of, commitment_of, new_seed, order_by_seed
from network.matching.eligibility import eligible
from network.matching.models import Draw, Entrant
from network.matching.policies import may_draw
from network.matching.seats import seats_of
from network.people.models import User

BATCH = 1000


@transaction.atomic
def commit_draw(request: ConsultationRequest, by: User) -> Draw:
    """Fix the seed of the next round and show its hash, before anybody knows who will be in the set.

    The round that is committed but not drawn yet is returned as it stands. Raises MoveRefused when `by` is
    no manager, the request is not published, or no new round may begin.
    """
    # The request's row is the turnstile: two managers cannot begin one round.
    request = ConsultationRequest.objects.select_for_update().get(pk=request.pk)
    seats = _open_seats(request, by)
    waiting = request.draws.filter(drawn_at=None).first()
    if waiting:
        return waiting
    seed = new_seed()
    draw = Draw.objects.create(
        request=request,
        round=request.draws.count() + 1,
        seats=seats,
        seed=seed,
        commitment=commitment_of(seed),
        committed_at=clock.now(),
    )
    record(by, "matching.draw.commit", draw, role="manager", request=request.public_id, count=seats)
    return draw


def run_draw(request: ConsultationRequest, by: User) -> Draw:
    """Close the set and draw, in one transaction; commits a seed first where none is committed yet.

    Every entrant gets a random reference and the chance that was theirs. Raises MoveRefused as commit_draw
    does, and when nobody is in the set; then nothing is drawn and the committed seed stays.
    """
    return _close_and_draw(commit_draw(request, by), by)


@transaction.atomic
def _close_and_draw(draw: Draw, by: User) -> Draw:
    request = ConsultationRequest.objects.select_for_update().get(pk=draw.request_id)
    draw = Draw.objects.select_for_update().get(pk=draw.pk)
    if draw.drawn_at:  # Sent twice: the first one stands.
        return draw
    draw.seats = _open_seats(request, by)
    people = {new_public_id(): profile for profile in eligible(request).values_list("pk", flat=True)}
    if not people:
        raise MoveRefused("Nobody is in the set yet. Wait, or ask the office for wider topics or languages.")
    _write_entrants(draw, people)
    draw.pool_size, draw.drawn_at, draw.drawn_by = len(people), clock.now(), by
    draw.save()
    record(by, "matching.draw.run", draw, role="manager", request=request.public_id, count=draw.seats)
    return draw


def _write_entrants(draw: Draw, people: dict[str, int]) -> None:
    """One row for each `{reference: profile id}`, ranked by the seed."""
    chance = chance_of(draw.seats, len(people))
    Entrant.objects.bulk_create(
        [
            Entrant(
                draw=draw,
                profile_id=people[reference],
                reference=reference,
                rank=rank,
                chance=chance,
                selected=rank < draw.seats,
            )
            for rank, reference in enumerate(order_by_seed(draw.seed, people))
        ],
        batch_size=BATCH,
    )


def _open_seats(request: ConsultationRequest, by: User) -> int:
    if not may_draw(by):
        raise MoveRefused("Only a programme manager can draw.")
    if request.state != RequestState.PUBLISHED:
        raise MoveRefused("Only a published request can be drawn for.")
    seats = seats_of(request)
    if seats.wait or not seats.open:
        raise MoveRefused(seats.wait or "Every seat is agreed. There is nothing to draw.")
    return seats.open
