from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "network.people"
    label = "people"

    def ready(self):
        from allauth.usersessions.models import UserSession
        from django.db.models.signals import pre_save

        from network.common.duties import register_duty
        from network.common.rooms import register_room
        from network.people.devices import blur
        from network.people.drafts import forget_old_drafts
        from network.people.rewrapping import rewrap_second_steps
        from network.people.roles import Role
        from network.people.services.joining import forget_abandoned_joins
        from network.vault.rotation import register_rewrap

        pre_save.connect(blur, sender=UserSession, dispatch_uid="people.blur")
        register_rewrap(rewrap_second_steps)
        register_duty("forget-drafts", "Forgets kept drafts after 24 hours.", 60, forget_old_drafts)
        register_duty(
            "forget-abandoned-joins",
            "Frees the alias of people who never finished joining.",
            60,
            forget_abandoned_joins,
        )
        register_room(Role.MANAGER, "People", "people:join_requests", 70)
