"""What a browser is told: in the suite's settings on each answer, and in production's settings as they stand."""

import json
import os
import subprocess
import sys

import pytest
from django.http import HttpResponse

from tests.guards.code import ROOT
from tests.guards.headers import faults

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "network.settings.production",
    "SECRET_KEY": "k" * 64 + "0123456789abcdefghij",
    "VAULT_KEYS": "a-vault-key-of-more-than-thirty-two-characters",
    "ALLOWED_HOSTS": "network.example",
    "MAIL_FROM": "notices@mail.example",
    "DATABASE_URL": "sqlite:////nonexistent/network.sqlite3",
    "VAULT_DATABASE_URL": "sqlite:////nonexistent/keys.sqlite3",
}
ASKED = "import json; from django.conf import settings; print(json.dumps({n: getattr(settings, n) for n in %r}, default=str))"


def run(*arguments: str, **changes: str) -> subprocess.CompletedProcess:
    """Python in production's settings, with nothing of the suite's own environment but the path."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **PRODUCTION, **changes}
    environment = {name: value for name, value in environment.items() if value}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def production(*names: str) -> dict:
    done = run("-c", ASKED % (names,))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_cookies_of_production_are_bound_to_the_host():
    found = production(
        *("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_PATH"),
        *("CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_PATH"),
        *("SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN", "LANGUAGE_COOKIE_DOMAIN"),
    )
    assert production("DEVICE_COOKIE_NAME")["DEVICE_COOKIE_NAME"].startswith("__Host-")
    for cookie in ("SESSION_COOKIE", "CSRF_COOKIE"):
        # A browser keeps a __Host- cookie only if it is secure, has no domain, and is for the whole site.
        assert found[f"{cookie}_NAME"].startswith("__Host-")
        assert found[f"{cookie}_SECURE"] and found[f"{cookie}_HTTPONLY"] and found[f"{cookie}_PATH"] == "/"
        assert found[f"{cookie}_DOMAIN"] is None


def test_production_keeps_browsers_on_tls_and_shows_no_traces():
    found = production("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "DEBUG", "DEMO", "ADMINS", "MANAGERS")
    assert found["SECURE_SSL_REDIRECT"] and found["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert not (found["DEBUG"] or found["DEMO"] or found["ADMINS"] or found["MANAGERS"])


def test_production_passes_the_deployment_checks():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "VAULT_KEYS", "VAULT_DATABASE_URL", "ALLOWED_HOSTS", "MAIL_FROM"]
)
def test_production_does_not_start_without(name):
    done = run("-c", "from django.conf import settings; settings.DEBUG", **{name: ""})
    assert done.returncode != 0 and name in done.stderr


def test_the_deployment_checks_can_fail():
    assert (
        run("manage.py", "check", "--deploy", "--fail-level", "WARNING", SECRET_KEY="short").returncode != 0
    )


def good() -> HttpResponse:
    return HttpResponse(
        "<title>Expert Consultant Network</title>",
        headers={
            "Content-Security-Policy": "default-src 'self'",
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Opener-Policy": "same-origin",
            "X-Frame-Options": "DENY",
            "Cache-Control": "no-store, private",
        },
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Content-Security-Policy", "default-src 'self'; script-src 'self' 'unsafe-inline'"),
        ("Content-Security-Policy", ""),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", ""),
        ("X-Frame-Options", "SAMEORIGIN"),
        ("Cache-Control", "max-age=600"),
    ],
)
def test_the_check_of_headers_catches(name, value):
    assert faults(good(), "/home/", signed_in=True) == []
    response = good()
    response[name] = value
    assert faults(response, "/home/", signed_in=True)


def test_the_check_of_titles_catches():
    response = good()
    response.content = "<title>Invitation - Expert Consultant Network</title>"
    assert faults(response, "/work/", signed_in=True) == [
        "the title is 'Invitation - Expert Consultant Network'"
    ]
