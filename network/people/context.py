"""What every template may show as the name of this site."""

from django.conf import settings
from django.http import HttpRequest

from network.people.discretion import NEUTRAL_NAME, is_discreet


def names(request: HttpRequest) -> dict:
    """`site_name` and `is_discreet`, worked out when a template asks. Pages without a request stay neutral."""
    return {
        "site_name": lambda: NEUTRAL_NAME if is_discreet(request) else settings.SITE_NAME,
        "is_discreet": lambda: is_discreet(request),
    }
