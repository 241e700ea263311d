"""One request from its first line to the office's answer, up to the step that requests.yaml names."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from network.agencies.models import Official
from network.common import clock
from network.consultations import services as requests
from network.consultations.models import ConsultationRequest
from network.consultations.pricing import price_of
from network.consultations.services.writing import Present
from network.demo.loader.work import after_work, engage
from network.people.models import User
from network.taxonomy.models import Topic
from payments.models import Fund
from payments.quotes import least_preparation

DAY = timedelta(days=1)
# How far a story goes: each word includes all before it.
STEPS = [
    "draft",
    "submitted",
    "in_review",
    "published",
    "invited",
    "agreed",
    "scheduled",
    "delivered",
    "recommended",
    "answered",
]
SIDEWAYS = {
    "changes_asked": "in_review",
    "declined": "in_review",
    "withdrawn": "submitted",
    "expired": "published",
}


class Part:
    """Who plays in one request's story, and how far it goes."""

    def __init__(self, described: dict, official: Official, staff: dict[str, User]):
        self.described, self.official, self.staff = described, official, staff
        self.manager = staff["demo-manager"]
        self.goes_to = STEPS.index(SIDEWAYS.get(described["until"], described["until"]))
        self.request: ConsultationRequest

    def reaches(self, step: str) -> bool:
        """Whether this story is told at least up to `step`."""
        return self.goes_to >= STEPS.index(step)

    def ends_as(self, ending: str) -> bool:
        return self.described["until"] == ending


def tell(part: Part) -> Iterator[datetime]:
    """The whole story; yields the moment of each next step."""
    begins = clock.now() - part.described["days_ago"] * DAY
    yield begins
    _write(part, begins)
    if not part.reaches("submitted"):
        return
    yield begins + DAY
    _submit(part)
    if part.ends_as("withdrawn"):
        yield begins + 2 * DAY
        requests.withdraw_request(part.request, part.official)
    if not part.reaches("in_review"):
        return
    yield begins + 1.5 * DAY
    requests.start_review(part.request, part.manager)
    yield begins + 2 * DAY
    if not _review(part):
        return
    if not part.reaches("invited"):
        return
    yield from engage(part, begins + 2.5 * DAY)
    if part.reaches("delivered"):
        yield from after_work(part)


def _write(part: Part, begins: datetime) -> None:
    told = part.described
    request = requests.start_request(part.official, told["title"])
    document, version = told["document"]
    part.request = requests.save_fields(
        request,
        part.official,
        kind=told["kind"],
        summary=told["summary"],
        document_title=document,
        document_version=version,
        pillar=told["pillar"],
        topics=Topic.objects.filter(slug__in=told["topics"]),
        decision_owner=told["owner"],
        decision_right=told["right"],
        can_change=told["can_change"],
        cannot_change=told["cannot_change"],
        uses=told["uses"],
        power=told["power"],
        activity=told["activity"],
        seats=told["seats"],
        session_minutes=told["session"],
        preparation_minutes=least_preparation(told["session"]),
        debrief_minutes=30,
        **_dates(part, begins),
        languages=["en"],
    )
    requests.save_questions(part.request, part.official, told["questions"])
    present = [Present(who, why) for who, why in told["attendees"]]
    requests.save_attendees(part.request, part.official, present)


def _dates(part: Part, begins: datetime) -> dict:
    first, last = part.described.get("window", [18, 45])
    days = {"earliest_date": first, "latest_date": last, "decision_date": last + 60}
    return {field: (begins + day * DAY).date() for field, day in days.items()}


def _submit(part: Part) -> None:
    part.request = ConsultationRequest.objects.get(pk=part.request.pk)
    needed = price_of(part.request).fund.total_minor
    reference = f"PO-{part.request.public_id[:6].upper()}"
    requests.commit_fund(
        part.request, part.official, kind=Fund.Kind.PURCHASE_ORDER, reference=reference, amount_minor=needed
    )
    part.request = ConsultationRequest.objects.get(pk=part.request.pk)
    requests.submit_request(part.request, part.official)


def _review(part: Part) -> bool:
    """The manager's decision, where the story has one; whether the request was published."""
    request = ConsultationRequest.objects.get(pk=part.request.pk)
    note = part.described.get("review_note", "")
    if part.ends_as("changes_asked"):
        requests.ask_changes(request, part.manager, note)
    elif part.ends_as("declined"):
        requests.decline_request(request, part.manager, note)
    elif part.reaches("published"):
        requests.publish_request(request, part.manager)
        return True
    return False
