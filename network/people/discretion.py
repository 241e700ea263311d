"""For somebody whose screen others may see: a neutral word stands where the network's name would."""

from django.contrib.auth import logout
from django.http import HttpRequest

NEUTRAL_NAME = "Notes"
_KEY = "discreet"


def is_discreet(request: HttpRequest) -> bool:
    """Whether this page must not name the network: the person chose it, or just signed out having chosen it."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return user.discreet
    # An anonymous session is looked at only where the browser brought one: most visitors have none.
    return hasattr(request, "session") and bool(request.session.session_key) and _KEY in request.session


def sign_out(request: HttpRequest) -> None:
    """End the session. A discreet person's browser goes on without the name until it is closed."""
    discreet = is_discreet(request)
    logout(request)
    if discreet:
        request.session[_KEY] = True
        request.session.set_expiry(0)
