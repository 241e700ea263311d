"""A browser on which somebody signed in before: its tries are counted apart, so that a stranger's cannot stop them.

The cookie holds a random word and a keyed digest of the alias. It opens nothing, and nobody can read from it who
signed in. A discreet person gets none, and "Leave this site" takes it away.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from network.people.models import User

KEPT_FOR = 60 * 24 * 3600
_signer = signing.TimestampSigner(salt="network.people.device", sep=".")


def remember_device(response: HttpResponse, user: User) -> None:
    """Let this browser be known as one of theirs."""
    if user.discreet:
        forget_device(response)
        return
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        _signer.sign(f"{secrets.token_urlsafe(12)}.{_digest(user.alias)}"),
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_device(response: HttpResponse) -> None:
    """Take the cookie away."""
    response.delete_cookie(settings.DEVICE_COOKIE_NAME, samesite="Lax")


def known_device(request: HttpRequest, alias: str) -> str:
    """The random word of this browser if `alias` signed in on it; empty otherwise. Asks no database."""
    try:
        told = _signer.unsign(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), max_age=KEPT_FOR)
    except signing.BadSignature:
        return ""
    word, _, digest = told.partition(".")
    return word if constant_time_compare(digest, _digest(alias)) else ""


def _digest(alias: str) -> str:
    return salted_hmac("network.people.device", alias.strip().lower()).hexdigest()[:32]
