from django.urls import path

from network.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("sign-in/<str:public_id>/", views.sign_in, name="sign_in"),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("let-days-pass/", views.let_days_pass, name="let_days_pass"),
    path("tour/", views.tour, name="tour"),
]
