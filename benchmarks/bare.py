"""What every page is compared with: a signed-in view in Django's own default apps and middleware, and nothing else."""

from django.apps import AppConfig
from django.http import HttpResponse
from django.urls import path

from benchmarks.settings import *  # noqa: F403


class OnlyTheUser(AppConfig):
    """The table that signed-in people stand in, without what the real app sets up."""

    name = "network.people"
    label = "people"


INSTALLED_APPS = [
    "benchmarks.bare.OnlyTheUser",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
SILENCED_SYSTEM_CHECKS = ["auth.E003"]
ROOT_URLCONF = "benchmarks.bare"
WSGI_APPLICATION = None
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def bare(request):
    """Loads the session and the user, renders nothing."""
    return HttpResponse("signed in" if request.user.is_authenticated else "signed out")


urlpatterns = [path("bare/", bare)]
