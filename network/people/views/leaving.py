"""Leave this site: the session ends on the server, and the browser is somewhere harmless."""

import secrets

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from network.people.access import public
from network.people.known_devices import forget_device


@public
@csrf_exempt  # Leaving must never fail for an old page; the worst a forged post can do is sign somebody out.
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """POST ends the session, takes our cookies away and goes on to `away`; GET changes nothing and shows the button."""
    if request.method != "POST":
        return render(request, "people/leave.html")
    logout(request)
    response = HttpResponse(status=303)
    response["Location"] = reverse("people:away")
    response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
    forget_device(response)
    return response


@public
@require_safe
def away(request: HttpRequest) -> HttpResponse:
    """An empty page that goes on at once to a place in LEAVE_TO. It knows nobody and names nobody.

    Were the form itself answered with that place, the browser would hold each hop of it to our form-action.
    """
    return render(request, "people/away.html", {"place": secrets.choice(settings.LEAVE_TO)})
