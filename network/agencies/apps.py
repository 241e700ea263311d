from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "network.agencies"
    label = "agencies"

    def ready(self):
        from network.agencies.services import connect_official
        from network.common.rooms import register_room
        from network.people.entry import on_joined
        from network.people.roles import Role

        on_joined(Role.OFFICIAL, connect_official)
        register_room(Role.OFFICIAL, "Our people", "agencies:our_people", order=60)
        register_room(Role.MANAGER, "Offices", "agencies:list", order=30)
