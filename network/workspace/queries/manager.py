"""What a programme manager's home shows: five queues with their clocks, one query each."""

from typing import NamedTuple

from django.db.models import Exists, OuterRef

from network.agencies.queries import offices
from network.agencies.states import AgencyState
from network.consultations.models import ConsultationRequest
from network.consultations.queries import review_queue
from network.consultations.states import RequestState
from network.matching.models import Draw
from network.people.models import User
from network.people.queries import waiting_join_requests
from network.safeguarding.queries import queue as concern_queue
from network.workspace.waiting import Waiting

SHOWN = 5


class Queue(NamedTuple):
    """The first of what waits; `more` when there is more than is shown. `url_name` is the whole queue."""

    name: str
    url_name: str
    calm: str
    items: list[Waiting]
    more: bool


def manager_home(user: User) -> dict:
    """Every queue, longest overdue first within each."""
    return {"queues": [_concerns(), _offices(), _reviews(), _draws(), _joins()]}


def _queue(name: str, url_name: str, calm: str, rows, make) -> Queue:
    found = list(rows[: SHOWN + 1])
    return Queue(name, url_name, calm, [make(row) for row in found[:SHOWN]], len(found) > SHOWN)


def _concerns() -> Queue:
    return _queue(
        "Concerns",
        "safeguarding:queue",
        "No concern waits.",
        concern_queue().only("public_id", "kind", "urgent", "next_step_by"),
        lambda each: Waiting(
            each.get_kind_display(),
            "Urgent" if each.urgent else "",
            "safeguarding:concern",
            each.public_id,
            due=each.next_step_by,
        ),
    )


def _offices() -> Queue:
    return _queue(
        "Offices to verify",
        "agencies:list",
        "No office waits.",
        offices(AgencyState.REGISTERED).values_list("name", "public_id", "verify_by"),
        lambda row: Waiting(row[0], "", "agencies:office", row[1], due=row[2]),
    )


def _reviews() -> Queue:
    return _queue(
        "Requests to review",
        "consultations:review_queue",
        "No request waits.",
        review_queue().values_list("title", "agency__name", "public_id", "review_by"),
        lambda row: Waiting(row[0], row[1], "consultations:review", row[2], due=row[3]),
    )


def _draws() -> Queue:
    drawn = Draw.objects.filter(request=OuterRef("pk"), drawn_at__isnull=False)
    rows = ConsultationRequest.objects.filter(~Exists(drawn), state=RequestState.PUBLISHED)
    return _queue(
        "Draws to run",
        "matching:draws",
        "No draw waits.",
        rows.order_by("published_at").values_list("title", "agency__name", "public_id"),
        lambda row: Waiting(row[0], row[1], "matching:room", row[2]),
    )


def _joins() -> Queue:
    return _queue(
        "People who ask to join",
        "people:join_requests",
        "Nobody waits.",
        waiting_join_requests().values_list("public_id", "created_at"),
        lambda row: Waiting("Somebody asked to join", "", "people:join_request", row[0], at=row[1]),
    )
