from django.core.management.base import BaseCommand, CommandError

from network.audit.chain import Chain, all_chains, broken_links
from network.audit.heads import lost_ends, not_there
from network.audit.models import Head


class Command(BaseCommand):
    help = "Check every hash chain and name each entry that was changed, removed or moved, the last one too."

    def add_arguments(self, parser):
        parser.add_argument(
            "--seen",
            action="append",
            default=[],
            metavar="HEAD",
            help="A head that this command printed earlier, kept elsewhere: its entry must still be there.",
        )

    def handle(self, **options):
        seen = [head.rsplit("=", 1) for head in options["seen"]]
        faults = sum(
            self._check(chain, [head for name, head in seen if name == chain.name]) for chain in all_chains()
        )
        if faults:
            raise CommandError(f"{faults} broken links")

    def _check(self, chain: Chain, seen: list[str]) -> int:
        faults: list[tuple[int | str, str]] = [*broken_links(chain), *lost_ends(chain)]
        faults += [(head, "it was there earlier and is gone") for head in seen if not_there(chain, head)]
        for number, fault in faults:
            self.stderr.write(f"{chain.name}, entry {number}: {fault}")
        if not faults:
            self.stdout.write(f"{chain.name}: {chain.model._default_manager.count()} entries, unbroken")
            for head in Head.objects.filter(chain=chain.name):
                self.stdout.write(f"  head: {chain.name}={head.last}:{head.hash}")
        return len(faults)
