"""The pages under /account/contact/: how a person is reached, and whether that is still safe."""

from django.urls import path

from network.notifications.views import contact

app_name = "contact"
urlpatterns = [
    path("", contact.choices, name="choices"),
    path("check/", contact.check, name="check"),
    path("test/", contact.test, name="test"),
    path("still-safe/", contact.still_safe, name="still_safe"),
]
