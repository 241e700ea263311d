"""The one place where a request changes state."""

from collections.abc import Iterable

from network.audit.moves import advance
from network.consultations.models import ConsultationRequest
from network.consultations.queries import loaded
from network.consultations.signals import request_moved
from network.consultations.states import REQUEST
from network.people.models import User


def lock(consultation: ConsultationRequest) -> ConsultationRequest:
    """The request as the database has it now, locked until the transaction ends: gates must judge what is stored."""
    return loaded().select_for_update(of=("self",)).get(pk=consultation.pk)


def move(
    consultation: ConsultationRequest,
    name: str,
    *,
    actor: User | None,
    role: str,
    save: Iterable[str] = (),
    **detail,
) -> None:
    """Move along the table, audit, and tell the apps above. Raises MoveRefused."""
    # First, because a receiver locks rows of its own, and the audit log's turn comes after every lock.
    request_moved.send(ConsultationRequest, consultation=consultation, move=name, actor=actor)
    advance(
        consultation,
        REQUEST,
        name,
        actor=actor,
        role=role,
        save=save,
        agency=consultation.agency.public_id,
        **detail,
    )
