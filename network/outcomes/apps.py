from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "network.outcomes"
    label = "outcomes"
