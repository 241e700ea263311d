from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    name = "network.experts"
    label = "experts"

    def ready(self):
        from network.experts.services import create_profile
        from network.people.entry import on_joined
        from network.people.roles import Role

        on_joined(Role.EXPERT, create_profile)
