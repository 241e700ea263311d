from django.urls import path

from network.workspace.views import audit, home, manager, money, retention

app_name = "workspace"
urlpatterns = [
    path("", home.home, name="home"),
    path("money/", money.money, name="money"),
    path("overview/", manager.overview, name="overview"),
    path("payments/", manager.payments_watch, name="payments"),
    path("duties/", manager.duties, name="duties"),
    path("audit/", audit.audit, name="audit"),
    path("retention/", retention.retention, name="retention"),
]
