from django.core.management.base import BaseCommand, CommandError

from network.audit.chain import Chain, all_chains, broken_links


class Command(BaseCommand):
    help = "Check every hash chain and name each entry that was changed, removed or moved."

    def handle(self, **options):
        faults = sum(self._check(chain) for chain in all_chains())
        if faults:
            raise CommandError(f"{faults} broken links")

    def _check(self, chain: Chain) -> int:
        faults = list(broken_links(chain))
        for number, fault in faults:
            self.stderr.write(f"{chain.name}, entry {number}: {fault}")
        if not faults:
            self.stdout.write(f"{chain.name}: {chain.model._default_manager.count()} entries, unbroken")
        return len(faults)
