"""Invented requests with their questions and attendees."""

from datetime import timedelta
from random import Random

from network.agencies.models import Official
from network.common import clock
from network.consultations.models import Attendee, ConsultationRequest, Question
from network.consultations.states import RequestState
from network.demo.generator.bulk import write
from network.taxonomy.activities import Activity
from network.taxonomy.models import Pillar, Topic
from payments.ids import new_id

SHARES = {
    RequestState.DRAFT: 1, RequestState.SUBMITTED: 1, RequestState.IN_REVIEW: 1, RequestState.PUBLISHED: 2,
    RequestState.STAFFED: 5, RequestState.CLOSED: 10,
}  # fmt: skip
DONE = {RequestState.STAFFED, RequestState.CLOSED}
PAY_MINOR, HOURLY_MINOR = 36_000, 9_000


def make_requests(
    officials: list[Official], count: int, seats: int, chance: Random
) -> list[ConsultationRequest]:
    """Requests in every usual state; each names a fund that `money.make_funds` then writes."""
    requests = write(
        ConsultationRequest, (_request(chance.choice(officials), seats, n, chance) for n in range(count))
    )
    topics = list(Topic.objects.values_list("pk", flat=True))
    through = ConsultationRequest.topics.through
    write(
        through,
        (
            through(consultationrequest=r, topic_id=topic)
            for r in requests
            for topic in chance.sample(topics, 2)
        ),
    )
    write(
        Question,
        (
            Question(request=r, position=place, text=f"What would make part {place} of this clearer?")
            for r in requests
            for place in (1, 2, 3)
        ),
    )
    write(Attendee, (Attendee(request=r, who="Adviser", why="Leads and takes the note") for r in requests))
    return requests


def _request(official: Official, seats: int, number: int, chance: Random) -> ConsultationRequest:
    [state] = chance.choices(list(SHARES), list(SHARES.values()))
    begun = clock.now() - timedelta(days=chance.randrange(5, 700))
    later = begun + timedelta(days=4)
    return ConsultationRequest(
        agency=official.agency,
        created_by=official,
        state=state,
        is_demo=True,
        title=f"Generated request {number}",
        kind=chance.choice(ConsultationRequest.Kind.values),
        summary="An invented request, made to measure with.",
        document_title="Guidance",
        document_version=f"Draft {number % 5}",
        pillar=chance.choice(Pillar.values),
        decision_owner="Director",
        decision_right=chance.choice(ConsultationRequest.DecisionRight.values),
        can_change="The order and the words.",
        cannot_change="The law.",
        uses="Agreed notes become recommendations.",
        activity=chance.choice(Activity.values),
        seats=seats,
        session_minutes=120,
        preparation_minutes=90,
        debrief_minutes=30,
        earliest_date=(begun + timedelta(days=20)).date(),
        latest_date=(begun + timedelta(days=60)).date(),
        languages=["en"],
        fund_ref=new_id(),
        pay_minor=PAY_MINOR,
        hourly_minor=HOURLY_MINOR,
        currency=official.agency.currency,
        submitted_at=None if state == RequestState.DRAFT else begun,
        review_by=None if state == RequestState.DRAFT else clock.add_working_days(begun, 3),
        published_at=later if state in {RequestState.PUBLISHED, *DONE} else None,
        closed_at=later + timedelta(days=60) if state == RequestState.CLOSED else None,
    )
