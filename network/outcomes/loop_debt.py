"""An office that owes answers asks nothing new: the check that outcomes adds to the publication gate."""

from network.common.plain import counted
from network.consultations.models import ConsultationRequest
from network.consultations.publication import Asked, Unmet, register_check
from network.outcomes.queries.record import overdue_answers


def answers_given(consultation: ConsultationRequest) -> Unmet | None:
    """Passes when the request's office owes no answer past its time. One query."""
    owed = overdue_answers(consultation.agency_id)
    return Unmet(f"The office owes {counted(owed, 'answer')} past the time for it.") if owed else None


def register() -> None:
    """Add the check; it holds up publishing, so that a request can be prepared meanwhile."""
    register_check(
        "answers_given",
        answers_given,
        "Answer what is overdue under Recommendations.",
        says="The office has answered what experts recommended before",
        asked=Asked.TO_PUBLISH,
    )
