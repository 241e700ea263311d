"""How often somebody may try. Counted in the shared cache, and apart for each visitor that must not stop another.

Keys are keyed digests: the cache holds no alias and no address.
"""

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple, cast

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from network.people.known_devices import known_device
from network.people.models import User

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600


class Limit(NamedTuple):
    """At most `tries` in `seconds` by the same `whose`: names of what is counted together."""

    whose: tuple[str, ...]
    tries: int
    seconds: int


# What cannot be guessed (a passkey, a link's secret) is limited for its cost alone. docs/sign-in.md says why.
LIMITS: dict[str, tuple[Limit, ...]] = {
    "sign_in": (
        Limit(("alias", "address"), 5, 5 * MINUTE),
        Limit(("alias", "address"), 20, DAY),
        Limit(("alias",), 50, HOUR),
        Limit(("address",), 60, HOUR),
    ),
    "sign_in_on_known_device": (Limit(("alias", "device"), 10, 15 * MINUTE),),
    "second_step": (Limit(("person",), 5, 5 * MINUTE), Limit(("person",), 30, DAY)),
    "second_step_on_known_device": (Limit(("person", "device"), 10, 15 * MINUTE),),
    "confirm": (Limit(("person", "session"), 10, 15 * MINUTE),),
    "passkey": (Limit(("address",), 60, MINUTE),),
    "ask_to_join": (Limit(("address",), 10, HOUR),),
    "enter": (Limit(("link", "address"), 20, HOUR),),
    "recover": (Limit(("person",), 30, HOUR),),
}


class Tries:
    """One try that was counted."""

    def __init__(self, usages: list[ratelimit.RateLimitUsage]):
        self._usages = usages

    def give_back(self) -> None:
        """It was a good one: it does not count."""
        for usage in self._usages:
            usage.rollback()


def take(request: HttpRequest, action: str, **whose: str) -> Tries | None:
    """Count one try of `action`; None when it is one too many, and then it counts nowhere. A GET is no try.

    `whose` gives a value for each name in LIMITS; `address` is taken from the request.
    """
    given = {"address": get_adapter(request).get_client_ip(request), **whose}
    taken = Tries([])
    for limit in LIMITS[action]:
        usage = ratelimit.consume(
            request,
            app="network.people",
            action=action,
            config={action: f"{limit.tries}/{limit.seconds}s/key"},
            key=_mark(*(given[name] for name in limit.whose)),
        )
        if usage is None:
            taken.give_back()
            return None
        taken._usages.append(usage)
    return taken


def password_try(request: HttpRequest, alias: str) -> Tries | None:
    """A password is tried: to confirm, on a device that is known, or anywhere else. Each is counted apart."""
    if request.user.is_authenticated:
        return confirming_try(request)
    name = alias.strip().lower()
    if device := known_device(request, name):
        return take(request, "sign_in_on_known_device", alias=name, device=device)
    return take(request, "sign_in", alias=name)


def code_try(request: HttpRequest, user: User) -> Tries | None:
    """A code of the second step is tried by somebody who knew `user`'s password, or is signed in."""
    if request.user.is_authenticated:
        return confirming_try(request)
    if device := known_device(request, user.alias):
        return take(request, "second_step_on_known_device", person=user.public_id, device=device)
    return take(request, "second_step", person=user.public_id)


def confirming_try(request: HttpRequest) -> Tries | None:
    """A try to confirm, counted for this session alone: another session of the same person is not stopped."""
    person, session = cast(User, request.user), cast(str, request.session.session_key)
    return take(request, "confirm", person=person.public_id, session=session)


def limited(action: str) -> Callable:
    """Answer 429 to the posts of an address that are too many. Stands under the decorator that says who may."""

    def limit(view: Callable) -> Callable:
        @wraps(view)
        def counted(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if take(request, action) is None:
                return too_many(request)
            return view(request, *args, **kwargs)

        return counted

    return limit


def too_many(request: HttpRequest) -> HttpResponse:
    """The page that asks to wait a little."""
    return ratelimit.respond_429(request)


def mark_of_address(address: str) -> str:
    """An address as a digest to count by; of an IPv6 one, that of its /64, which is one household."""
    return _mark(ratelimit.truncate_ip(address))


def _mark(*parts: str) -> str:
    return salted_hmac("network.people.limits", "\n".join(parts)).hexdigest()
