from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "network.safeguarding"
    label = "safeguarding"
