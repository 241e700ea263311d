"""Who may see and answer a concern, over loaded objects."""

from network.people.models import User
from network.people.roles import Role
from network.safeguarding.models import Concern


def may_see(viewer: User, concern: Concern) -> bool:
    """Whoever raised it, and managers."""
    return concern.person_id == viewer.pk or Role.MANAGER in viewer.roles


def may_answer(viewer: User, concern: Concern) -> bool:
    """Managers, but nobody answers a concern of their own."""
    return Role.MANAGER in viewer.roles and concern.person_id != viewer.pk
