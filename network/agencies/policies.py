"""Who of an office may do what. Plain predicates over loaded officials (with their agency)."""

from datetime import date

from network.agencies.models import Official
from network.agencies.states import AgencyState

TRAINING_MONTHS = 12  # training_validity: expert networks renew yearly


def may_write(official: Official) -> bool:
    """Whether the official may write and run requests now."""
    return official.duty != Official.Duty.READER and official.agency.state == AgencyState.VERIFIED


def may_commit(official: Official) -> bool:
    """Whether the official may promise the office's money and bring in colleagues."""
    return official.duty == Official.Duty.APPROVER and official.agency.state == AgencyState.VERIFIED


def is_trained(official: Official, on: date) -> bool:
    """Whether the official's training covers that day."""
    return official.trained_until is not None and official.trained_until >= on


def is_ready(official: Official, on: date) -> bool:
    """Whether the official may post to experts and meet them: trained, and the code of conduct signed."""
    return is_trained(official, on) and official.code_signed_at is not None
