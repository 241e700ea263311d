"""Reads about people and how they sign in."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.http import Http404
from django.utils.crypto import constant_time_compare, salted_hmac

from network.people.models import JoinRequest, User

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_step(user: User) -> bool:
    """Whether an authenticator app or a passkey is set up."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).exists()


def ways_in(user: User) -> dict:
    """How this person signs in: `password`, `passkeys` (each with `ref` and `name`), `app`, `codes_left`. One query."""
    found = list(Authenticator.objects.filter(user=user).order_by("pk"))
    codes = next((a for a in found if a.type == Authenticator.Type.RECOVERY_CODES), None)
    return {
        "password": user.has_usable_password(),
        "passkeys": [
            {"ref": passkey_ref(a), "name": a.wrap().name, "added": a.created_at, "used": a.last_used_at}
            for a in found
            if a.type == Authenticator.Type.WEBAUTHN
        ],
        "app": any(a.type == Authenticator.Type.TOTP for a in found),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
    }


def passkey_for(user: User, ref: str) -> Authenticator:
    """One of this person's passkeys by its reference; 404 alike for another's and for none."""
    for passkey in Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN):
        if constant_time_compare(passkey_ref(passkey), ref):
            return passkey
    raise Http404


def passkey_ref(passkey: Authenticator) -> str:
    """A passkey's name in URLs: its row has only a counter."""
    return salted_hmac("network.people.passkey", str(passkey.pk)).hexdigest()[:16]


def waiting_join_requests() -> QuerySet[JoinRequest]:
    """Who asked to join and waits for an answer, longest first, to be paginated."""
    return JoinRequest.objects.filter(state=JoinRequest.State.WAITING).order_by("created_at")


def join_request_for(viewer: User, public_id: str) -> JoinRequest:
    """A request to join that still waits; 404 alike for answered and missing ones."""
    found = JoinRequest.objects.filter(public_id=public_id, state=JoinRequest.State.WAITING).first()
    if found is None:
        raise Http404
    return found


def person_by_alias(alias: str) -> User | None:
    """The active person who signs in as `alias`."""
    return User.objects.filter(alias__iexact=alias.strip(), is_active=True).first()
