"""What every response says to the browser: where it may load from and send to, and that it keeps nothing."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

# Pages that lead in or out: they must not stay in a browser either.
ENTRANCES = ("/account/", "/enter/", "/leave/", "/ask-to-join/")
# Wagtail's editor runs inline scripts and styles, and frames its own previews.
EDITOR = "/cms/"
EDITOR_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-ancestors": ["'self'"],
}


class ContentPolicyMiddleware(CSPMiddleware):
    """django-csp's header, wider for the editor."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path.startswith(EDITOR):
            parts.replace = {**(parts.replace or {}), **EDITOR_POLICY}
        return parts


class HeadersMiddleware:
    """Nothing a signed-in person saw is stored, and no page may use the device's sensors."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = settings.SESSION_COOKIE_NAME
        if session in request.COOKIES or session in response.cookies or request.path.startswith(ENTRANCES):
            response.headers.pop("Cache-Control", None)
            patch_cache_control(response, no_store=True, private=True)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
