"""A programme manager reviews a request and decides."""

from django.db import transaction

from network.audit.log import record
from network.common import clock
from network.common.states import MoveRefused
from network.consultations.models import ConsultationRequest, ReviewNote
from network.consultations.publication import unmet_to_publish
from network.consultations.queries import requesters
from network.consultations.services.funding import return_fund
from network.consultations.services.moves import lock, move
from network.consultations.services.submitting import NotReady, notice_key
from network.notifications.services import notify
from network.people.models import User


@transaction.atomic
def start_review(consultation: ConsultationRequest, by: User) -> None:
    """`by` takes the review on."""
    stored = lock(consultation)
    stored.reviewed_by = by
    move(stored, "start_review", actor=by, role="manager", save=("reviewed_by",))


@transaction.atomic
def add_note(consultation: ConsultationRequest, author: User, role: str, text: str) -> ReviewNote:
    """Keep words between the reviewer (role "manager") and the office (role "official")."""
    if not text.strip():
        raise MoveRefused("Write what you want to say.")
    note = ReviewNote.objects.create(
        request=consultation, author=author, author_role=role, text=text.strip(), at=clock.now()
    )
    record(author, "consultations.noted", consultation, role=role, reference=note.public_id)
    return note


@transaction.atomic
def ask_changes(consultation: ConsultationRequest, by: User, text: str) -> None:
    """Hand the request back with a note of what to change. Raises MoveRefused without one."""
    _answer(lock(consultation), "ask_changes", by, text)


@transaction.atomic
def decline_request(consultation: ConsultationRequest, by: User, text: str) -> None:
    """Turn the request down with a note of why; the promised money is given back."""
    stored = lock(consultation)
    _answer(stored, "decline", by, text)
    return_fund(stored)


@transaction.atomic
def publish_request(consultation: ConsultationRequest, by: User) -> None:
    """Let the request go to experts. Raises NotReady while any check of the gate does not pass."""
    stored = lock(consultation)
    if unmet := unmet_to_publish(stored):
        raise NotReady(unmet)
    stored.reviewed_by, stored.published_at, stored.review_by = by, clock.now(), None
    move(stored, "publish", actor=by, role="manager", save=("reviewed_by", "published_at", "review_by"))
    _tell(stored, "published")


def _answer(stored: ConsultationRequest, name: str, by: User, text: str) -> None:
    add_note(stored, by, "manager", text)
    stored.reviewed_by, stored.review_by = by, None
    move(stored, name, actor=by, role="manager", save=("reviewed_by", "review_by"))
    _tell(stored, "changes_asked" if name == "ask_changes" else "declined")


def _tell(stored: ConsultationRequest, what: str) -> None:
    number = stored.versions.count()
    for person in requesters(stored):
        notify(person, f"request_{what}", stored, key=notice_key(what, stored, number, person))
