from django.urls import path

from payments import webhooks

app_name = "payments"
urlpatterns = [
    path("hooks/stripe", webhooks.stripe_webhook, name="stripe_webhook"),
]
