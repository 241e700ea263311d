"""The editor at /cms/: for editors only, and to anybody else signed in it does not exist."""

from django.conf import settings
from django.urls import path
from django.views.generic import RedirectView
from wagtail.admin.urls import urlpatterns as wagtail_patterns
from wagtail.utils.urlpatterns import decorate_urlpatterns

from network.people.access import allow
from network.people.roles import Role

# Wagtail's own sign-in would go round the second step; its account pages ask for a name, an address and a portrait.
_instead = [
    path("login/", RedirectView.as_view(url=settings.LOGIN_URL, query_string=True)),
    path("account/", RedirectView.as_view(url=settings.LOGIN_REDIRECT_URL)),
]

urlpatterns = decorate_urlpatterns([*_instead, *wagtail_patterns], allow(Role.EDITOR))
