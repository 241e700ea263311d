"""Reads about people, how they sign in and where they are signed in."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import Http404
from django.utils.crypto import constant_time_compare, salted_hmac

from network.people.devices import part_of_day
from network.people.idle import is_idle, seconds_now
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


def devices_of(user: User, current_key: str) -> list[dict]:
    """The devices of the last hours, this one first: `ref`, `kind`, `used` (a part of a day), `is_this`, `is_open`.

    One whose session was idle for too long, or is older than the password, is not open. Two queries.
    """
    devices = list(UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk"))
    open_keys = _open_sessions(user, [device.session_key for device in devices])
    return sorted(
        (
            {
                "ref": device_ref(device),
                "kind": device.user_agent,
                "used": part_of_day(device.last_seen_at, user.time_zone),
                "is_this": device.session_key == current_key,
                "is_open": device.session_key in open_keys,
            }
            for device in devices
        ),
        key=lambda device: not device["is_this"],
    )


def device_for(user: User, ref: str) -> UserSession:
    """One of this person's devices by its reference; 404 alike for another's and for none."""
    for device in UserSession.objects.filter(user=user):
        if constant_time_compare(device_ref(device), ref):
            return device
    raise Http404


def device_ref(device: UserSession) -> str:
    """A device's name in URLs: its row has only a counter, and the key of its session is a secret."""
    return salted_hmac("network.people.device_ref", str(device.pk)).hexdigest()[:16]


def _open_sessions(user: User, keys: list[str]) -> set[str]:
    now = seconds_now()
    return {
        session.session_key
        for session in Session.objects.filter(session_key__in=keys)
        if session.expire_date.timestamp() > now and _is_open(session.get_decoded(), user)
    }


def _is_open(kept: dict, user: User) -> bool:
    same = constant_time_compare(kept.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    return same and not is_idle(kept)


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
