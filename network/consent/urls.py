from django.urls import path

from network.consent import views

app_name = "consent"
urlpatterns = [
    path("", views.home, name="home"),
    path("first/", views.check, name="check"),
    path("first/<slug:purpose>/", views.first, name="first"),
    path("ask/<slug:purpose>/<slug:kind>/", views.question, name="question"),
    path("ask/<slug:purpose>/<slug:kind>/<str:ref>/", views.question, name="question"),
    path("receipts/", views.receipts, name="receipts"),
]
