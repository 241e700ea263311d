from django.urls import path

from network.matching import views

app_name = "matching"
urlpatterns = [
    path("", views.draws, name="draws"),
    path("for/<str:public_id>/", views.room, name="room"),
    path("for/<str:public_id>/commit/", views.commit, name="commit"),
    path("for/<str:public_id>/run/", views.run, name="run"),
    path("<str:public_id>/", views.draw, name="draw"),
    path("<str:public_id>/references/", views.references, name="references"),
]
