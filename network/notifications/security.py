"""Security notices: what the person should know at once, told inside the network alone."""

from allauth.account import signals
from allauth.mfa import signals as second_step
from django.utils.crypto import salted_hmac

from network.common import clock
from network.notifications.models import Notice
from network.notifications.services.notices import mark_read, notify
from network.people.devices import browser_on_system
from network.people.signals import ways_in_changed


def listen() -> None:
    """Hear what the sign-in pages announce."""
    signals.user_logged_in.connect(_signed_in, dispatch_uid="notifications.device")
    for signal in (signals.password_changed, signals.password_set):
        signal.connect(_password_changed, dispatch_uid="notifications.password")
    added, removed, codes = (
        second_step.authenticator_added,
        second_step.authenticator_removed,
        second_step.authenticator_reset,
    )
    for signal in (added, removed, codes, ways_in_changed):
        signal.connect(_ways_changed, dispatch_uid="notifications.ways")


def _signed_in(sender, request, user, **kwargs) -> None:
    """Once for each kind of device; a browser's own name changes with every update, so the kind is what counts."""
    kind = browser_on_system(request.META.get("HTTP_USER_AGENT", ""))
    is_first = not Notice.objects.filter(person=user, event="security.device").exists()
    notice = notify(user, "security.device", user, key=_device_key(user, kind))
    if is_first:
        mark_read(user, notice)  # The one she joined with is no news.


def _password_changed(sender, request, user, **kwargs) -> None:
    _tell(user, "security.password")


def _ways_changed(sender, user, **kwargs) -> None:
    _tell(user, "security.ways")


def _tell(user, event: str) -> None:
    """Once a minute at most: setting up an app makes recovery codes too."""
    notify(user, event, user, key=f"{event}:{user.public_id}:{clock.now():%Y%m%d%H%M}")


def _device_key(user, kind: str) -> str:
    """Keyed, so that a stolen table does not tell which devices somebody owns."""
    mark = salted_hmac("network.notifications.device", f"{user.public_id}:{kind}").hexdigest()[:16]
    return f"security.device:{user.public_id}:{mark}"
