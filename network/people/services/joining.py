"""Joining by an entry link, and coming back by one: first an alias, then a way to sign in."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import Http404

from network.audit.log import record
from network.common import clock
from network.people.entry import complete_joining
from network.people.models import EntryLink, User
from network.people.roles import Role
from network.people.safe_contact import SafeContact, keep_safe_contact
from network.people.services.people import create_user
from network.people.signals import ways_in_changed
from network.vault import services as vault


@transaction.atomic
def take_alias(
    link: EntryLink, alias: str, *, contact: SafeContact | None = None, time_zone: str = "UTC"
) -> User:
    """Make the person of a join link, once: a second call returns the same person and changes nothing.

    Raises IntegrityError when somebody took the alias in between, Http404 when the link was used up.
    """
    locked = _lock(link)
    if locked.user:
        return locked.user
    user = create_user(alias, Role(locked.role), time_zone=time_zone)
    locked.user = link.user = user
    locked.save(update_fields=["user"])
    if contact:
        keep_safe_contact(user.public_id, contact)
    return user


@transaction.atomic
def enter_by_password(link: EntryLink, password: str) -> User:
    """Set a password as the person's way in and use the link up."""
    user = _person(link)
    _forget_ways_in(user, link)
    user.set_password(password)
    return _enter(link, user, "password")


@transaction.atomic
def enter_by_passkey(link: EntryLink, name: str, credential: dict) -> tuple[User, Authenticator]:
    """Add a checked passkey as the person's way in and use the link up. An earlier password stops working."""
    user = _person(link)
    _forget_ways_in(user, link)
    passkey = WebAuthn.add(user, name, credential).instance
    user.set_unusable_password()
    return _enter(link, user, "passkey"), passkey


@transaction.atomic
def forget_abandoned_joins() -> int:
    """Remove people who took an alias and never set a way to sign in before their link ended; how many."""
    over = EntryLink.objects.select_for_update().filter(
        kind=EntryLink.Kind.JOIN, used_at=None, user__isnull=False, expires_at__lte=clock.now()
    )
    abandoned = [link.user for link in over.select_related("user") if link.user]
    for user in abandoned:
        vault.shred(user.public_id)
        record(None, "people.join_abandoned", user)
        user.delete()
    return len(abandoned)


def _lock(link: EntryLink) -> EntryLink:
    """The link's row, held: two posts of the same page wait for each other here.

    Its user is read afterwards: joined to the row, they would be those of before the wait.
    """
    locked = EntryLink.objects.select_for_update().get(pk=link.pk)
    if locked.used_at or locked.expires_at <= clock.now():
        raise Http404
    return locked


def _person(link: EntryLink) -> User:
    user = _lock(link).user
    if user is None:
        raise Http404
    return user


def _forget_ways_in(user: User, link: EntryLink) -> None:
    """Coming back, everything that was lost or stolen stops working: devices, passkeys, codes."""
    if link.kind != EntryLink.Kind.RECOVER:
        return
    for session in UserSession.objects.filter(user=user):
        session.end()
    Authenticator.objects.filter(user=user).delete()
    ways_in_changed.send(sender=User, user=user)


def _enter(link: EntryLink, user: User, way: str) -> User:
    user.save(update_fields=["password"])
    EntryLink.objects.filter(pk=link.pk).update(used_at=clock.now(), send_due_at=None)
    if link.kind == EntryLink.Kind.JOIN:
        complete_joining(user, link)
    record(user, f"people.{link.kind}_by_{way}", user)
    return user
