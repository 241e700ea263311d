from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "network.workspace"
    label = "workspace"

    def ready(self):
        from network.common.rooms import register_room
        from network.people.roles import Role

        for role in Role:
            register_room(role, "Home", "workspace:home", order=0)
        register_room(Role.EXPERT, "My money", "workspace:money", order=40)
        register_room(Role.MANAGER, "Outcomes", "workspace:overview", order=40)
        register_room(Role.MANAGER, "Payments watch", "workspace:payments", order=60)
        register_room(Role.MANAGER, "Duties", "workspace:duties", order=90)
        register_room(Role.AUDITOR, "What is kept", "workspace:retention", order=80)
        register_room(Role.AUDITOR, "Audit", "workspace:audit", order=10)
        for role in (Role.FINANCE, Role.AUDITOR):
            register_room(role, "Payments", "payments:list", order=20)
            register_room(role, "Funds", "payments:funds", order=30)
            register_room(role, "Ledger", "payments:ledger", order=40)
        register_room(Role.EDITOR, "Pages", "wagtailadmin_home", order=10)
