"""A manager decides about an office."""

from django.db import transaction

from network.agencies.models import Agency
from network.agencies.services.officials import send_entry_link
from network.agencies.states import AGENCY, Reason
from network.audit.moves import advance
from network.common import clock
from network.people.models import EntryLink, User


@transaction.atomic
def verify_office(agency: Agency, *, by: User) -> list[EntryLink]:
    """Let the office in and send each of its officials without an account a way to sign in; the links."""
    _decide(agency, "verify", by)
    return [send_entry_link(official, by=by) for official in agency.officials.filter(user=None)]


@transaction.atomic
def decline_office(agency: Agency, reason: Reason, *, by: User) -> None:
    """Turn the office down for `reason`."""
    _decide(agency, "decline", by, reason)


@transaction.atomic
def suspend_office(agency: Agency, reason: Reason, *, by: User) -> None:
    """Its officials can still read what they owe, and write nothing new."""
    _decide(agency, "suspend", by, reason)


@transaction.atomic
def restore_office(agency: Agency, *, by: User) -> None:
    """The office may work again."""
    _decide(agency, "restore", by)


def _decide(agency: Agency, move: str, by: User, reason: str = "") -> None:
    agency.reason, agency.decided_at, agency.verify_by = reason, clock.now(), None
    detail = {"reason_code": str(reason)} if reason else {}
    advance(
        agency, AGENCY, move, actor=by, role="manager", save=("reason", "decided_at", "verify_by"), **detail
    )
