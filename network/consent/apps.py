from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "network.consent"
    label = "consent"

    def ready(self):
        from django.core.checks import register

        from network.audit.chain import register_chain
        from network.common.duties import register_duty
        from network.common.rooms import register_room
        from network.consent import ledger, recalls, services
        from network.consent.texts import wrong_words
        from network.people.roles import Role

        register(wrong_words)
        register_chain(*ledger.CHAIN)
        register_duty("consent.expire", "Ends every agreement whose time is over", 60, ledger.expire_lapsed)
        register_duty(
            "consent.second_yes", "Asks for the second yes once the rest is over", 15, services.ask_second_yes
        )
        register_duty(
            "consent.recalls", "Reminds offices of copies that they are to delete", 60, recalls.remind
        )
        register_room(Role.EXPERT, "My privacy", "consent:home", order=50)
