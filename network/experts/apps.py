from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    name = "network.experts"
    label = "experts"
