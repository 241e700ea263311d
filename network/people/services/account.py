"""A person's own choices about their account."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import QuerySet

from network.audit.log import record
from network.people.models import User
from network.people.policies import may_remove
from network.people.safe_contact import SafeContact, keep_safe_contact
from network.people.signals import ways_in_changed


class LastWayIn(Exception):
    """Without this the person could not sign in, or would lack a second step. Its text is safe to show."""


@transaction.atomic
def keep_place(user: User, *, time_zone: str, language: str) -> None:
    """Keep in which zone and language the person sees pages."""
    user.time_zone, user.language = time_zone, language
    user.save(update_fields=["time_zone", "language"])


@transaction.atomic
def keep_discretion(user: User, *, discreet: bool) -> None:
    """Keep whether pages show a neutral word instead of the network's name."""
    user.discreet = discreet
    user.save(update_fields=["discreet"])


@transaction.atomic
def change_contact(user: User, contact: SafeContact) -> None:
    """Replace how the person can be reached."""
    keep_safe_contact(user.public_id, contact)
    record(user, "people.contact_changed", user)


@transaction.atomic
def remove_passkey(user: User, passkey: Authenticator) -> None:
    """Remove one passkey; refused when it is the last way in."""
    User.objects.select_for_update().get(pk=user.pk)
    ways = list(Authenticator.objects.filter(user=user))
    if not may_remove(passkey, user, ways):
        raise LastWayIn("You need this passkey to sign in. Set a password or add another passkey first.")
    passkey.delete()
    left = Authenticator.objects.filter(user=user)
    if not left.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        left.delete()  # Recovery codes stand in for a second step; alone they would be one nobody chose.
    ways_in_changed.send(sender=User, user=user)
    record(user, "people.passkey_removed", user)


@transaction.atomic
def sign_out_device(user: User, device: UserSession) -> None:
    """End the session of one of this person's devices."""
    device.end()
    record(user, "people.signed_out_device", user)


@transaction.atomic
def sign_out_elsewhere(user: User, current_key: str) -> int:
    """End every session of this person but the one with this key; how many there were."""
    ended = _end(UserSession.objects.filter(user=user).exclude(session_key=current_key))
    record(user, "people.signed_out_elsewhere", user, count=ended)
    return ended


@transaction.atomic
def sign_out_everywhere(user: User) -> int:
    """End every session of this person, this one too; how many there were."""
    ended = _end(UserSession.objects.filter(user=user))
    record(user, "people.signed_out_everywhere", user, count=ended)
    return ended


def _end(devices: QuerySet[UserSession]) -> int:
    found = list(devices)
    for device in found:
        device.end()
    return len(found)
