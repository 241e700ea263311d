from django.urls import path

from network.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("read-all/", views.read_all, name="read_all"),
    path("<str:public_id>/open/", views.open_notice, name="open_notice"),
]
