"""The office writes its request, a section at a time."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from network.agencies.models import Official
from network.agencies.policies import may_write
from network.audit.log import record
from network.common.states import MoveRefused
from network.consultations.linter import as_rows, lint
from network.consultations.models import Attendee, ConsultationRequest, Question
from network.consultations.policies import may_edit
from network.consultations.services.moves import lock

MOST_QUESTIONS = 8


class Present(NamedTuple):
    """Somebody of the office in the room."""

    who: str
    why: str


@transaction.atomic
def start_request(official: Official, title: str) -> ConsultationRequest:
    """A new draft of the official's office. Raises MoveRefused unless the official may write."""
    if not may_write(official):
        raise MoveRefused("Only requesters and approvers of a verified office can start a request.")
    consultation = ConsultationRequest.objects.create(
        agency=official.agency, created_by=official, title=title, is_demo=official.agency.is_demo
    )
    record(official.user, "consultations.started", consultation, agency=official.agency.public_id)
    return consultation


@transaction.atomic
def save_fields(consultation: ConsultationRequest, official: Official, **values) -> ConsultationRequest:
    """Write these fields (and `topics`) of a draft. Raises MoveRefused when it may not be changed now."""
    stored = _editable(consultation, official)
    topics = values.pop("topics", None)
    for field, value in values.items():
        setattr(stored, field, value)
    stored.save(update_fields=list(values))
    if topics is not None:
        stored.topics.set(topics)
    return stored


@transaction.atomic
def save_questions(
    consultation: ConsultationRequest, official: Official, texts: Sequence[str]
) -> list[Question]:
    """Replace the questions, in this order, each with the linter's findings. Empty texts are left out."""
    stored = _editable(consultation, official)
    kept = [text.strip() for text in texts if text.strip()]
    if len(kept) > MOST_QUESTIONS:
        raise MoveRefused(f"A request has at most {MOST_QUESTIONS} questions. Remove some.")
    stored.questions.all().delete()
    return Question.objects.bulk_create(
        Question(request=stored, position=place, text=text, findings=as_rows(lint(text)))
        for place, text in enumerate(kept, start=1)
    )


@transaction.atomic
def save_attendees(
    consultation: ConsultationRequest, official: Official, people: Sequence[Present]
) -> list[Attendee]:
    """Replace who attends from the office, in this order."""
    stored = _editable(consultation, official)
    stored.attendees.all().delete()
    return Attendee.objects.bulk_create(
        Attendee(request=stored, who=person.who, why=person.why) for person in people
    )


def _editable(consultation: ConsultationRequest, official: Official) -> ConsultationRequest:
    stored = lock(consultation)
    if not may_edit(official, stored):
        raise MoveRefused("This request cannot be changed now. Go back and look at where it stands.")
    return stored
