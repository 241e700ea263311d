"""The disclosure gate: the only road from the vault to somebody else's screen, file, mail or API.

It asks the consent ledger inside the caller's transaction, returns only what was granted, and writes a
reading that the expert sees at once. No consent, no expert, a wall: the same empty answer.
"""

from typing import Any, NamedTuple

from django.db import transaction

from network.audit.log import record
from network.common import clock
from network.consent import ledger
from network.consent.purposes import NETWORK, Audience, Purpose
from network.experts.models import Profile, Reading
from network.people.models import User
from network.people.roles import Role
from network.vault import services as vault


class Viewer(NamedTuple):
    """Who looks, in which role, for which agency (its id, when an official)."""

    user: User
    role: Role
    agency_id: int | None = None


class Disclosure(NamedTuple):
    """What the viewer may see: `{field: value}`. Empty when nothing may be seen, whatever the reason."""

    fields: dict[str, Any]


NOTHING = Disclosure({})

# Which sealed fields a purpose opens, and to which role.
OPENS: dict[tuple[Purpose, Role], tuple[str, ...]] = {
    (Purpose.ATTEND, Role.OFFICIAL): ("accommodations", "boundaries"),
    (Purpose.NAME, Role.OFFICIAL): ("legal_name",),
    (Purpose.CONTACT, Role.FINANCE): ("payout_details",),
}


@transaction.atomic
def disclose(
    profile: Profile | None, viewer: Viewer, purpose: Purpose, audience: Audience = NETWORK, reason: str = ""
) -> Disclosure:
    """The sealed fields `viewer` may see of this expert for `purpose`, and nothing else. Logs the reading."""
    names = OPENS.get((purpose, viewer.role), ())
    if not names or not _may_see(profile, viewer, purpose, audience):
        return NOTHING
    return _read(profile, viewer, purpose, names, reason)


@transaction.atomic
def disclose_note(profile: Profile, viewer: Viewer, engagement_id: str, note_id: str) -> str | None:
    """The agreed words of one contribution, while the expert lets this engagement's record be kept; else None."""
    from network.consent.purposes import AudienceKind

    if not _may_see(profile, viewer, Purpose.RECORD, Audience(AudienceKind.ENGAGEMENT, engagement_id)):
        return None
    return _read(profile, viewer, Purpose.RECORD, (f"note_{note_id}",), "").fields.get(f"note_{note_id}")


def _may_see(profile: Profile | None, viewer: Viewer, purpose: Purpose, audience: Audience) -> bool:
    if profile is None or profile.state == Profile.State.LEFT:
        return False
    if viewer.agency_id and profile.walls.filter(agency_id=viewer.agency_id).exists():
        return False
    return ledger.allows(profile.user, purpose, audience)


def _read(
    profile: Profile, viewer: Viewer, purpose: Purpose, names: tuple[str, ...], reason: str
) -> Disclosure:
    fields = vault.unseal(profile.public_id, *names)
    if fields:
        Reading.objects.create(
            profile=profile,
            viewer=viewer.user.public_id,
            viewer_role=viewer.role.label,
            purpose=purpose,
            fields=", ".join(
                sorted(name.split("_", 1)[0] if name.startswith("note_") else name for name in fields)
            ),
            reason=reason,
            at=clock.now(),
        )
        record(viewer.user, "experts.read", profile, role=viewer.role, purpose=purpose, count=len(fields))
    return Disclosure(fields)
