from django.core.management.base import BaseCommand, CommandError

from network.experts import export


class Command(BaseCommand):
    help = "Writes docs/export.schema.json from the registered sections; with --check only says whether it is current."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Change nothing; fail when it is not current."
        )

    def handle(self, *args, check, **options):
        wanted = export.schema_text()
        if not check:
            export.SCHEMA_FILE.write_text(wanted)
        elif not export.SCHEMA_FILE.exists() or export.SCHEMA_FILE.read_text() != wanted:
            raise CommandError("Run manage.py draw_export_schema: the sections have changed.")
