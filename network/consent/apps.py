from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "network.consent"
    label = "consent"
