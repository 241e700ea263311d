"""The words of a concern and of its answers, sealed under a key of the concern's own."""

from network.audit.log import record
from network.people.models import User
from network.safeguarding.models import Concern
from network.vault import services as vault

RAISED = "raised"
PARTS = (RAISED, "acknowledge", "plan", "close")


def keep(concern: Concern, part: str, text: str) -> None:
    """Seal one part: what was raised, or the words of an answer."""
    vault.seal(concern.public_id, **{part: text})


def read(concern: Concern, viewer: User) -> dict[str, str]:
    """All parts so far. The caller has checked that the viewer may see them; a manager's reading is audited."""
    if viewer.pk != concern.person_id:
        record(viewer, "safeguarding.read", concern, role="manager")
    return vault.unseal(concern.public_id, *PARTS)


def read_own(person: User, concerns: list[Concern]) -> dict[str, dict[str, str]]:
    """Each part of what this person raised and was answered, `{part: {public_id: words}}`. One query a part."""
    own = [concern.public_id for concern in concerns if concern.person_id == person.pk]
    return {part: vault.unseal_many(own, part) for part in PARTS}


def forget(concern: Concern) -> None:
    """Destroy the concern's key: nobody reads any part of it again."""
    vault.shred(concern.public_id)
