from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "network.audit"
    label = "audit"

    def ready(self):
        from network.audit.chain import register_chain
        from network.audit.log import CHAIN

        register_chain(*CHAIN)
