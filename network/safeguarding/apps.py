from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "network.safeguarding"
    label = "safeguarding"

    def ready(self):
        from network.common.duties import register_duty
        from network.common.rooms import register_room
        from network.experts.export import register_section
        from network.experts.services import on_leaving
        from network.notifications.events import register_event
        from network.people.roles import Role
        from network.safeguarding.export import SCHEMA, concerns
        from network.safeguarding.queries import waiting_count
        from network.safeguarding.services import forget_words, remind_of_overdue

        page = "safeguarding:concern"
        register_event("concern.raised", "Somebody raised a concern", page)
        register_event("concern.late", "A concern waits too long for its next step", page)
        register_event("concern.answered", "There is an answer to what you told us", page)
        register_duty(
            "safeguarding.remind", "Reminds managers of concerns that wait too long", 30, remind_of_overdue
        )
        register_section("concerns", concerns, SCHEMA)
        on_leaving(forget_words)
        register_room(Role.MANAGER, "Concerns", "safeguarding:queue", order=70, count=waiting_count)
        for role in set(Role) - {Role.MANAGER}:
            register_room(role, "Help", "safeguarding:help", order=90)
