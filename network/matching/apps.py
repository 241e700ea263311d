from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "network.matching"
    label = "matching"
