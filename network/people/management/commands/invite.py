from django.conf import settings
from django.core.management.base import BaseCommand

from network.people.entry import JOIN_VALID, entry_path, issue_join_link
from network.people.roles import Role

# Officials belong to an office, so they are invited from there.
ROLES = [role for role in Role if role not in {Role.OFFICIAL, Role.REVIEWER}]


class Command(BaseCommand):
    help = (
        "Print an entry link for a new person in a role: how the first managers, finance and editors come in."
    )

    def add_arguments(self, parser):
        parser.add_argument("role", choices=[role.value for role in ROLES])

    def handle(self, role, **options):
        link = issue_join_link(Role(role), by=None)
        self.stdout.write(f"{settings.SITE_URL}{entry_path(link)}")
        self.stdout.write(
            f"It works once, for {JOIN_VALID.days} days. Hand it over in person or by a safe channel."
        )
