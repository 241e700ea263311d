from django.core.management.base import BaseCommand

from network.vault.services import shred_again


class Command(BaseCommand):
    help = "Make both databases agree on whose keys are destroyed. Run it after either was restored."

    def handle(self, **options):
        for owner in (found := shred_again()):
            self.stdout.write(owner)
        self.stdout.write(f"{len(found)} owners were known to one database only; both know them now.")
