from django.core.management.base import BaseCommand, CommandError

from network.audit.log import broken_links
from network.audit.models import Entry


class Command(BaseCommand):
    help = "Check the audit log's chain and name every entry that was changed, removed or moved."

    def handle(self, **options):
        faults = list(broken_links())
        for number, fault in faults:
            self.stderr.write(f"entry {number}: {fault}")
        if faults:
            raise CommandError(f"{len(faults)} broken links")
        self.stdout.write(f"{Entry.objects.count()} entries, unbroken")
