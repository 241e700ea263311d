from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    name = "network.experts"
    label = "experts"

    def ready(self):
        from network.common.duties import register_duty
        from network.common.rooms import register_room
        from network.experts.export import begin_with
        from network.experts.export_sections import OWN_SECTIONS
        from network.experts.pausing import wants_silence
        from network.experts.services import complete_leaving, create_profile
        from network.notifications.events import register_event
        from network.notifications.silence import register_silence
        from network.people.entry import on_joined
        from network.people.roles import Role

        on_joined(Role.EXPERT, create_profile)
        register_silence(wants_silence)
        register_duty(
            "experts.leave", "Lets everybody go who asked to leave and has been paid.", 60, complete_leaving
        )
        register_event("security.payout", "Where your money goes was changed.", "experts:pay", mails=False)
        register_room(Role.EXPERT, "My profile", "experts:profile", order=60)
        begin_with(OWN_SECTIONS)
