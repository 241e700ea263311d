from django.core.management.base import BaseCommand

from network.vault.keystore import left_to_rewrap
from network.vault.rotation import rewrap_more


class Command(BaseCommand):
    help = (
        "Wrap every key by the first key of VAULT_KEYS. Put the new key in front, run this, then drop the old one."
        " Can be stopped or killed at any time and started again: each batch is one transaction."
    )

    def add_arguments(self, parser):
        parser.add_argument("--batch", type=int, default=500, help="Keys in one transaction.")

    def handle(self, batch: int, **options):
        total = 0
        while done := rewrap_more(batch):
            total += done
            self.stdout.write(f"{total} renewed, {left_to_rewrap()} owners' keys left")
            self.stdout.flush()
        self.stdout.write(f"Done: {total} renewed. No key needs the old ring keys any more.")
