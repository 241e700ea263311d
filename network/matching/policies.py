"""Who may draw, and who may see what of a draw. Plain predicates over loaded objects."""

from network.people.models import User
from network.people.roles import Role

# CTDC global dataset: 11 for everybody; 5 for managers and offices (proposed, timing.csv).
PUBLIC_MINIMUM = 11
INSIDE_MINIMUM = 5


def may_draw(user: User) -> bool:
    """Draws are run by programme managers, never by the office that asks."""
    return Role.MANAGER in user.roles


def is_enough(pool: int, minimum: int) -> bool:
    """Whether the set is so large that its size and references may be shown."""
    return pool >= minimum
