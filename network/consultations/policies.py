"""Who may do what with a request. Plain predicates over loaded rows."""

from network.agencies.models import Official
from network.agencies.policies import may_commit, may_write
from network.consultations.models import ConsultationRequest
from network.consultations.states import EDITABLE


def may_edit(official: Official, consultation: ConsultationRequest) -> bool:
    """Whether the official may change the request now."""
    return (
        consultation.state in EDITABLE
        and official.agency_id == consultation.agency_id
        and may_write(official)
    )


def may_fund(official: Official, consultation: ConsultationRequest) -> bool:
    """Whether the official may promise money for the request now."""
    return may_edit(official, consultation) and may_commit(official)
