from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "network.matching"
    label = "matching"

    def ready(self):
        from network.common.rooms import register_room
        from network.people.roles import Role

        register_room(Role.MANAGER, "Fair opportunity", "matching:draws", order=50)
