"""A person's own choices about their account."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from network.audit.log import record
from network.people.models import User
from network.people.policies import may_remove
from network.people.safe_contact import SafeContact, keep_safe_contact


class LastWayIn(Exception):
    """Without this the person could not sign in, or would lack a second step. Its text is safe to show."""


@transaction.atomic
def keep_place(user: User, *, time_zone: str, language: str) -> None:
    """Keep in which zone and language the person sees pages."""
    user.time_zone, user.language = time_zone, language
    user.save(update_fields=["time_zone", "language"])


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
    record(user, "people.passkey_removed", user)


@transaction.atomic
def sign_out_everywhere(user: User) -> int:
    """End every session of this person, this one too; how many there were."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    record(user, "people.signed_out_everywhere", user, count=len(sessions))
    return len(sessions)
