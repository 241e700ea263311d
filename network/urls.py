from django.conf import settings
from django.urls import include, path

from network.agencies.views.registering import register

urlpatterns = [
    path("", include("network.people.urls")),
    path("account/", include("network.people.account_urls")),
    path("account/contact/", include("network.notifications.contact_urls")),
    path("home/", include("network.workspace.urls")),
    path("register-an-office/", register, name="register_office"),
    path("offices/", include("network.agencies.urls")),
    path("requests/", include("network.consultations.urls")),
    path("profile/", include("network.experts.urls")),
    path("privacy/", include("network.consent.urls")),
    path("privacy/", include("network.experts.rights_urls")),
    path("privacy/words/", include("network.voices.urls")),
    path("notices/", include("network.notifications.urls")),
    path("draws/", include("network.matching.urls")),
    path("work/", include("network.engagements.urls")),
    path("recommendations/", include("network.outcomes.urls")),
    path("help/", include("network.safeguarding.urls")),
    path("payments/", include("payments.urls")),
    *([path("demo/", include("network.demo.urls"))] if settings.DEMO else []),
    path("", include("cms.urls")),
]
