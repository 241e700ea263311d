from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    name = "network.engagements"
    label = "engagements"
