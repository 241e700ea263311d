from django.core.management.base import BaseCommand, CommandError

from network.common import clock
from network.demo.walkthrough.browser import Stuck
from network.demo.walkthrough.cast import Player
from network.demo.walkthrough.scenes import Play, all_scenes


class Command(BaseCommand):
    help = "Play one whole engagement over HTTP against a running demo, as each role. Moves the demo's clock ahead."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the demo runs")

    def handle(self, address, **options):
        now = clock.now()
        play = Play(
            address=address,
            title=f"First-day page, walkthrough of {now:%d %b %H:%M:%S}",
            today=now.date(),
            office=Player(address, "official", "demo-office-city"),
            manager=Player(address, "manager", "demo-manager"),
            finance=Player(address, "finance", "demo-finance"),
            second=Player(address, "finance", "demo-finance-2"),
            auditor=Player(address, "auditor", "demo-auditor"),
        )
        step = 0
        try:
            for step, (role, did, saw) in enumerate(all_scenes(play), start=1):
                self.stdout.write(f"{step:2}. {role:9} {did}\n              saw: {saw}")
        except Stuck as stuck:
            raise CommandError(f"Stuck after step {step}. {stuck}") from None
        except OSError as away:
            raise CommandError(f"No demo answers at {address} ({away}). Start it with: make demo") from None
        self.stdout.write(self.style.SUCCESS(f"All {step} steps done."))
