from django.urls import path

from network.voices import views

app_name = "voices"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("offer/<slug:kind>/", views.offer, name="offer"),
    path("<str:public_id>/change/", views.change, name="change"),
    path("<str:public_id>/take-back/", views.take_back, name="take_back"),
]
