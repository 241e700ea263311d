from django.apps import AppConfig

# Name, words, page, whether a mail may announce it.
EVENTS = [
    ("contact.check", "Is the way we reach you still safe?", "contact:check", False),
    ("contact.failed", "A message to you could not be delivered.", "contact:check", False),
    ("security.device", "A kind of device that you had not used here before signed in.", "usersessions_list", False),
    ("security.password", "Your password was changed.", "people:account", False),
    ("security.ways", "A passkey, an app or codes that you sign in with were changed.", "people:account", False),
]  # fmt: skip


class NotificationsConfig(AppConfig):
    name = "network.notifications"
    label = "notifications"

    def ready(self):
        from django.core.checks import Tags, register

        from network.common.duties import register_duty
        from network.common.rooms import register_room
        from network.notifications import consents, security
        from network.notifications.checks import neutral_names
        from network.notifications.events import register_event
        from network.notifications.queries import unread_count
        from network.notifications.services import bounces, contact_checks, delivery, entry_links
        from network.people.roles import Role

        for event in EVENTS:
            register_event(*event)
        for role in Role:
            register_room(role, "Messages", "notifications:notices", 10, unread_count, beside=True)
        consents.listen()
        security.listen()
        register(neutral_names, Tags.security, deploy=True)
        register_duty("deliver-notices", "Mails that something is waiting.", 1, delivery.deliver_notices)
        register_duty("deliver-tests", "Mails a test to a new address.", 1, contact_checks.deliver_tests)
        register_duty(
            "deliver-entry-links", "Mails links to join or to come back.", 1, entry_links.deliver_entry_links
        )
        register_duty("read-bounces", "Learns which mails were returned.", 10, bounces.read_bounces)
        register_duty(
            "ask-again",
            "Asks whether a way of being reached is still safe.",
            24 * 60,
            contact_checks.ask_again,
        )
