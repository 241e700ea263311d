"""Who may do what to a recommendation, as plain predicates over loaded objects."""

from network.agencies.models import Official
from network.outcomes.models import Recommendation


def may_answer_for(official: Official, agency_id: int) -> bool:
    """Officials speak for their own office only; readers for none."""
    return official.agency_id == agency_id and official.duty != Official.Duty.READER


def may_work_on(official: Official, recommendation: Recommendation) -> bool:
    """Answering, reporting and claiming belong to the office that was asked."""
    return may_answer_for(official, recommendation.agency_id)
