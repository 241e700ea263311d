from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "network.consultations"
    label = "consultations"

    def ready(self):
        from network.common.duties import register_duty
        from network.common.rooms import register_room
        from network.consultations import checks, queries, services
        from network.notifications.events import register_event
        from network.people.roles import Role

        checks.register()
        register_event("request_submitted", "A request waits for your review.", "consultations:review")
        register_event(
            "request_changes_asked", "The network asks you to change a request.", "consultations:request"
        )
        register_event("request_published", "Your request is published.", "consultations:request")
        register_event("request_declined", "A request was declined.", "consultations:request")
        register_event(
            "request_expired", "A request ran out of time before it was staffed.", "consultations:request"
        )
        register_duty(
            "expire_requests",
            "Ends published requests whose last day has passed without enough experts.",
            60,
            services.expire_requests,
        )
        register_room(Role.OFFICIAL, "Requests", "consultations:list", order=20)
        register_room(
            Role.MANAGER,
            "Requests to review",
            "consultations:review_queue",
            order=20,
            count=lambda user: queries.reviews_waiting(),
        )
