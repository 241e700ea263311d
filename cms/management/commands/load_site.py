from django.core.management.base import BaseCommand

from cms.loading import load_site


class Command(BaseCommand):
    help = "Make the public pages that the network's other pages link to. Pages an editor changed are left as they are."

    def handle(self, **options):
        done = load_site()
        self.stdout.write(
            f"Pages made: {done.made}. Brought up to date: {done.updated}. Left alone: {done.left}."
        )
