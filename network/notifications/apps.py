from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "network.notifications"
    label = "notifications"

    def ready(self):
        from network.common.duties import register_duty
        from network.notifications.services.delivery import deliver_notices
        from network.notifications.services.entry_links import deliver_entry_links

        register_duty("deliver-notices", "Mails that something is waiting.", 1, deliver_notices)
        register_duty("deliver-entry-links", "Mails links to join or to come back.", 1, deliver_entry_links)
