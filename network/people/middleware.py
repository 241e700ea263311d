"""What a signed-in request must pass: not idle for long, a second step where the role needs one, own language."""

from typing import cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import translation

from network.people.devices import seen
from network.people.discretion import sign_out
from network.people.drafts import keep_draft, page_of
from network.people.headers import EDITOR
from network.people.idle import LAST_SEEN, is_idle, seconds_idle, seconds_now
from network.people.models import User
from network.people.queries import has_second_step

PAGE_METHODS = ("GET", "HEAD", "OPTIONS", "POST")
SECOND_STEP = "second_step"
# Writing the session on every request would cost a write each; a minute's precision is enough.
NOTED_EVERY = 60
# What somebody without a second step may still open; see account_urls.
OPEN_WITHOUT_SECOND_STEP = {
    "people:second_step",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_view_recovery_codes",
}


class IdleMiddleware:
    """Ends a signed-in session after IDLE_MINUTES without a request, and keeps what was being sent.

    Stands after CsrfViewMiddleware, so that only a request with a valid token is kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        ended = getattr(request, "ended", None)
        if ended and response.headers.get("Location", "").startswith(f"{settings.LOGIN_URL}?"):
            response["Location"] += f"&ended={ended}"
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        if is_idle(request.session):
            return self._end(request, view)
        if seconds_idle(request.session) >= NOTED_EVERY or LAST_SEEN not in request.session:
            request.session[LAST_SEEN] = seconds_now()
            seen(request.session.session_key)
        return None

    def _end(self, request: HttpRequest, view) -> HttpResponse | None:
        """End the session. A page that needs none goes on without it; a form leads to sign-in and back."""
        allowed = getattr(view, "allowed", None)
        posts = request.method == "POST" and allowed != "public"
        page, user, typed = page_of(request), cast(User, request.user), request.POST
        request.ended = "kept" if posts and allowed and keep_draft(user, page, typed) else "idle"
        sign_out(request)
        return redirect_to_login(page) if posts else None


class SecondStepMiddleware:
    """Sends people whose role needs a second step to set one up first. Demo people on a demo are let through."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or request.session.get(SECOND_STEP) or not user.needs_mfa:
            return None
        if settings.DEMO and user.is_demo:
            return None
        if has_second_step(user):
            request.session[SECOND_STEP] = True
            return None
        match = request.resolver_match
        if match and match.view_name in OPEN_WITHOUT_SECOND_STEP:
            return None
        return None if getattr(view, "allowed", None) == "public" else redirect("people:second_step")


class LanguageMiddleware:
    """Shows pages in the language the person chose."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()


class MethodsMiddleware:
    """Links open pages and forms send them; no other method is answered. The editor's own previews use more."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in PAGE_METHODS or request.path.startswith(EDITOR):
            return self.get_response(request)
        return HttpResponseNotAllowed(PAGE_METHODS)
