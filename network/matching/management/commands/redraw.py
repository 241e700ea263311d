from django.core.management.base import BaseCommand, CommandError

from network.matching.checking import check_draw
from network.matching.models import Draw


class Command(BaseCommand):
    help = "Runs a draw again from its stored inputs and says whether it comes out the same."

    def add_arguments(self, parser):
        parser.add_argument("draw_id", help="Public id of the draw, as in its address.")

    def handle(self, *args, draw_id, **options):
        draw = Draw.objects.filter(public_id=draw_id).exclude(drawn_at=None).first()
        if draw is None:
            raise CommandError(
                "There is no such draw, or it was not run yet. Take the id from the draw's page."
            )
        problems = check_draw(draw)
        if problems:
            raise CommandError("; ".join(problems))
        self.stdout.write(f"Seed:       {draw.seed}\nCommitment: {draw.commitment}\n")
        self.stdout.write("The same draw: the commitment, the order, the chances and the chosen all agree.")
