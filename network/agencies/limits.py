"""How often one network address may send a form that anybody can open."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

REGISTRATIONS, PER_SECONDS = 10, 3600


def may_register(request: HttpRequest) -> bool:
    """Whether this address may register another office now; counts the try."""
    address = get_adapter().get_client_ip(request)
    # Cache keys hold no personal data, and an address is some.
    key = "register:" + salted_hmac(__name__, address).hexdigest()
    cache.add(key, 0, PER_SECONDS)
    return cache.incr(key) <= REGISTRATIONS
