from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("", include("network.people.urls")),
    path("account/", include("network.people.account_urls")),
    path("home/", include("network.workspace.urls")),
    path("offices/", include("network.agencies.urls")),
    path("requests/", include("network.consultations.urls")),
    path("profile/", include("network.experts.urls")),
    path("privacy/", include("network.consent.urls")),
    path("notices/", include("network.notifications.urls")),
    path("draws/", include("network.matching.urls")),
    path("work/", include("network.engagements.urls")),
    path("recommendations/", include("network.outcomes.urls")),
    path("help/", include("network.safeguarding.urls")),
    path("payments/", include("payments.urls")),
    *([path("demo/", include("network.demo.urls"))] if settings.DEMO else []),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
]
