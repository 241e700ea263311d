from django.urls import path

from network.notifications.views import notices

app_name = "notifications"
urlpatterns = [
    path("", notices.notices, name="notices"),
    path("read-all/", notices.read_all, name="read_all"),
    path("<str:public_id>/open/", notices.open_notice, name="open_notice"),
]
