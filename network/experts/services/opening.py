"""Breaking the glass: one manager asks and says why, another one approves, then the first reads, once."""

from django.db import transaction

from network.audit.moves import advance
from network.common import clock
from network.common.states import MoveRefused
from network.experts.models import Opening, Profile
from network.experts.openings import APPROVE_WITHIN, ASKED_EVENT, EVENT, OPENABLE, READ_WITHIN
from network.experts.states import OPENING, OpeningState
from network.notifications.services import notify
from network.people.models import RoleGrant, User
from network.people.roles import Role


@transaction.atomic
def ask_to_open(profile: Profile, fields: list[str], danger: str, reason: str, *, by: User) -> Opening:
    """Ask another manager to agree to a reading; the expert and all other managers are told at once.

    Raises MoveRefused for somebody who is no manager, for a field that never opens, and for an expert who left.
    """
    _refuse_others(by)
    if not fields or not set(fields) <= set(OPENABLE) or profile.state == Profile.State.LEFT:
        raise MoveRefused("This cannot be opened.")
    now = clock.now()
    opening = Opening.objects.create(
        profile=profile,
        fields=", ".join(fields),
        danger=danger,
        reason=reason,
        asked_by=by,
        asked_at=now,
        open_until=now + APPROVE_WITHIN,
    )
    managers = RoleGrant.objects.filter(role=Role.MANAGER, user__is_active=True).exclude(user=by)
    for grant in managers.select_related("user"):
        notify(grant.user, ASKED_EVENT, opening)
    _tell(opening)
    return opening


@transaction.atomic
def approve_opening(opening: Opening, *, by: User) -> None:
    """Agree as the second person: whoever asked may read once, within 15 minutes."""
    _refuse_others(by)
    if opening.asked_by_id == by.pk:
        raise MoveRefused("Another manager must decide this.")
    refuse_late(opening)
    opening.approved_by, opening.open_until = by, clock.now() + READ_WITHIN
    advance(opening, OPENING, "approve", actor=by, role="manager", save=("approved_by", "open_until"))
    _tell(opening)


@transaction.atomic
def refuse_opening(opening: Opening, *, by: User) -> None:
    """Close it unread. Whoever asked may do it too."""
    _refuse_others(by)
    advance(opening, OPENING, "refuse", actor=by, role="manager")
    _tell(opening)


@transaction.atomic
def begin_reading(opening: Opening, *, by: User) -> None:
    """Use the opening up. Called by the disclosure gate alone, in the transaction that reads."""
    _refuse_others(by)
    if opening.asked_by_id != by.pk:
        raise MoveRefused("Only the manager who asked can read it.")
    refuse_late(opening)
    advance(opening, OPENING, "read", actor=by, role="manager")
    _tell(opening)


@transaction.atomic
def lapse_openings() -> int:
    """Close whatever was not approved or not read in time; how many. Nothing could be opened late anyway."""
    late = Opening.objects.filter(state__in=(OpeningState.ASKED, OpeningState.APPROVED))
    for opening in (found := list(late.filter(open_until__lte=clock.now()).select_for_update())):
        advance(opening, OPENING, "lapse", actor=None, role="worker")
    return len(found)


def forget_openings(profile: Profile) -> None:
    """She leaves: who asked about her goes with her."""
    profile.openings.all().delete()


def refuse_late(opening: Opening) -> None:
    """MoveRefused once the time of this step is over, however late the worker is."""
    if opening.open_until <= clock.now():
        raise MoveRefused("The time for this is over. Ask anew.")


def _refuse_others(person: User) -> None:
    if not person.is_active or not person.role_grants.filter(role=Role.MANAGER).exists():
        raise MoveRefused("Only programme managers can do this.")


def _tell(opening: Opening) -> None:
    """In the network only, once for each step."""
    key = f"{EVENT}:{opening.public_id}:{opening.state}"
    notify(opening.profile.user, EVENT, opening, key=key)
