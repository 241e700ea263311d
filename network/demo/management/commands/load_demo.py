from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from network.demo.loader import play


class Command(BaseCommand):
    help = "Load the demo network into an empty database. Everybody in it is invented and marked as such."

    def handle(self, **options):
        if play.is_loaded():
            self.stdout.write("The demo network is here already.")
            return
        self.stdout.write("Loading the demo network …")
        play.load(lambda line: self.stdout.write(f"  {line}"))
        for public_pages in ("load_site", "load_demo_page"):
            if public_pages in get_commands():
                call_command(public_pages, verbosity=0)
