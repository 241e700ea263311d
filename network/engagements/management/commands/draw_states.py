from django.core.management.base import BaseCommand, CommandError

from network.engagements.state_diagrams import FOLDER, diagrams


class Command(BaseCommand):
    help = "Draws docs/states from the state tables; with --check only says whether they agree."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Change nothing; fail when a file is not current."
        )

    def handle(self, *args, check, **options):
        wanted = diagrams()
        there = {path.name: path.read_text() for path in FOLDER.glob("*.md")}
        if check:
            stale = sorted(name for name in wanted | there if wanted.get(name) != there.get(name))
            if stale:
                raise CommandError(f"Run manage.py draw_states: {', '.join(stale)} differ from the tables.")
            return
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name in there.keys() - wanted.keys():
            (FOLDER / name).unlink()
        for name, text in wanted.items():
            (FOLDER / name).write_text(text)
        self.stdout.write(f"{len(wanted)} files in docs/states.")
