from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "network.agencies"
    label = "agencies"
