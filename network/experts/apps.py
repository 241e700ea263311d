from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    name = "network.experts"
    label = "experts"

    def ready(self):
        from network.common.rooms import register_room
        from network.experts.export import begin_with
        from network.experts.export_sections import OWN_SECTIONS
        from network.experts.services import create_profile
        from network.notifications.events import register_event
        from network.people.entry import on_joined
        from network.people.roles import Role

        on_joined(Role.EXPERT, create_profile)
        register_event("security.payout", "Where your money goes was changed.", "experts:pay", mails=False)
        register_room(Role.EXPERT, "My profile", "experts:profile", order=60)
        begin_with(OWN_SECTIONS)
