from django.core.management.base import BaseCommand

from cms.models import ContentPage, HomePage
from network.voices.queries import all_shown

SLUG = "in-experts-words"


class Command(BaseCommand):
    help = "Put the words that the demo's experts agreed to show on a page, as an editor would."

    def handle(self, **options):
        if ContentPage.objects.filter(slug=SLUG).exists():
            return
        page = ContentPage(
            slug=SLUG,
            title="In experts’ words",
            lead="Each of these stands here because its author said yes, and only as long as she does. All are invented.",
            body=[("voice", ref) for ref in all_shown()],
        )
        HomePage.objects.get().add_child(instance=page)
        page.save_revision().publish()
