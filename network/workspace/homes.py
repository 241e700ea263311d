"""Which home each role has: what it shows and the template that shows it."""

from collections.abc import Callable
from typing import NamedTuple

from network.people.models import User
from network.people.roles import Role
from network.workspace.queries.expert import expert_home
from network.workspace.queries.finance import finance_home
from network.workspace.queries.manager import manager_home
from network.workspace.queries.official import official_home


class Home(NamedTuple):
    """`shows(user)` is the context of `template`."""

    template: str
    shows: Callable[[User], dict]


def _nothing(user: User) -> dict:
    return {}


# In the order in which a person of several roles finds them.
HOMES = {
    Role.EXPERT: Home("workspace/expert.html", expert_home),
    Role.OFFICIAL: Home("workspace/official.html", official_home),
    Role.MANAGER: Home("workspace/manager.html", manager_home),
    Role.FINANCE: Home("workspace/finance.html", finance_home),
    Role.REVIEWER: Home("workspace/reviewer.html", _nothing),
    Role.EDITOR: Home("workspace/editor.html", _nothing),
    Role.AUDITOR: Home("workspace/auditor.html", _nothing),
}


def roles_in_order(user: User) -> list[Role]:
    """The person's roles that have a home."""
    return [role for role in HOMES if role in user.roles]


def chosen_role(user: User, asked_for: str) -> Role | None:
    """The role asked for when it is theirs, else their first; None for somebody without a role."""
    own = roles_in_order(user)
    return next((role for role in own if role == asked_for), own[0] if own else None)
