"""Who is a person here, and in which roles."""

from django.contrib.auth.models import Group
from django.db import transaction

from network.audit.log import record
from network.people.models import RoleGrant, User
from network.people.roles import ROLE_GROUPS, Role


@transaction.atomic
def create_user(
    alias: str,
    role: Role | None = None,
    *,
    password: str | None = None,
    by: User | None = None,
    **fields,
) -> User:
    """A new person under `alias`, in one role. `by` is None when they join by themselves or the worker makes them.

    `fields` are columns of User (time_zone, language, is_demo). Raises IntegrityError when the alias is taken.
    """
    user = User.objects.create_user(alias, password, **fields)
    record(by, "people.created", user)
    if role:
        grant_role(user, role, by=by)
    return user


@transaction.atomic
def grant_role(user: User, role: Role, *, by: User | None) -> None:
    """Give a role, with the Wagtail group it brings. Doing it twice changes nothing."""
    _, is_new = RoleGrant.objects.get_or_create(user=user, role=role)
    if group := ROLE_GROUPS.get(role):
        user.groups.add(Group.objects.get_or_create(name=group)[0])
    user.__dict__.pop("roles", None)
    if is_new:
        record(by, "people.role_granted", user, role=role)
