from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "network.consent"
    label = "consent"

    def ready(self):
        from network.audit.chain import register_chain
        from network.common.duties import register_duty
        from network.common.rooms import register_room
        from network.consent import ledger
        from network.consent.models import Entry
        from network.people.roles import Role

        register_chain("consent ledger", Entry, ledger.digest)
        register_duty("consent.expire", "Ends every agreement whose time is over", 60, ledger.expire_lapsed)
        register_room(Role.EXPERT, "My privacy", "consent:home", order=50)
