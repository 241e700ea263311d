"""The network's own demo people, and how all demo people sign in."""

from functools import cache

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from network.people.adapters import MFAAdapter
from network.people.models import User
from network.people.roles import Role
from network.people.services import create_user, grant_role

# Printed by `make demo`: they open nothing but invented data on the machine that shows them.
DEMO_PASSWORD = "demo password for looking around"  # noqa: S105
DEMO_TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105

STAFF = {
    "demo-manager": (Role.MANAGER, "America/New_York"),
    "demo-manager-2": (Role.MANAGER, "Europe/London"),
    "demo-finance": (Role.FINANCE, "America/New_York"),
    "demo-finance-2": (Role.FINANCE, "Europe/London"),
    "demo-editor": (Role.EDITOR, "Europe/London"),
    "demo-auditor": (Role.AUDITOR, "UTC"),
}


def demo_user(alias: str, role: Role, time_zone: str) -> User:
    """A demo person who signs in with DEMO_PASSWORD, and with DEMO_TOTP_SECRET where a second step is needed."""
    user = create_user(alias, role, time_zone=time_zone, is_demo=True)
    user.password = _hashed()
    user.save(update_fields=["password"])
    if user.needs_mfa:
        Authenticator.objects.create(
            user=user,
            type=Authenticator.Type.TOTP,
            data={"secret": MFAAdapter().encrypt(DEMO_TOTP_SECRET)},
        )
    return user


def hire() -> dict[str, User]:
    """The staff, by alias."""
    return {alias: demo_user(alias, role, zone) for alias, (role, zone) in STAFF.items()}


def make_reviewer(user: User) -> None:
    """An expert who is also paid to review requests."""
    grant_role(user, Role.REVIEWER, by=None)


@cache
def _hashed() -> str:
    """Argon2 is slow by design; one invented password is hashed once."""
    return make_password(DEMO_PASSWORD)
