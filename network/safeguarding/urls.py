from django.urls import path

from network.safeguarding import views

app_name = "safeguarding"
urlpatterns = [
    path("", views.help_, name="help"),
    path("tell-us/", views.raise_, name="raise"),
    path("queue/", views.queue, name="queue"),
    path("concerns/<str:public_id>/", views.concern, name="concern"),
    path("concerns/<str:public_id>/take-back/", views.take_back, name="take_back"),
    path("concerns/<str:public_id>/answer/", views.answer, name="answer"),
]
