"""What every page is compared with: a signed-in view in Django's own default middleware, and nothing else."""

from django.http import HttpResponse
from django.urls import path

from benchmarks.settings import *  # noqa: F403

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
