from pathlib import Path

from django.core.management.base import CommandError, CommandParser

from network.outcomes.importing import STATUSES, RecommendationSheet, read_statuses, sheet_with
from payments.importing import ImportCommand, ImportRefused


class Command(ImportCommand):
    help = "Import recommendations of another register from CSV; nothing changes unless every row is valid."
    sheets = (RecommendationSheet,)

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--statuses",
            type=Path,
            default=STATUSES,
            help="CSV that maps the register's words: status,state,decision (default: %(default)s)",
        )

    def handle(self, *, statuses: Path = STATUSES, **options) -> None:
        try:
            self.sheets = (sheet_with(read_statuses(statuses)),)
        except OSError as error:
            raise CommandError(f"{statuses} cannot be read: {error.strerror}. Check the path.") from error
        except ImportRefused as refused:
            for problem in refused.problems:
                self.stderr.write(f"{statuses}: {problem}")
            raise CommandError(f"{refused} in {statuses}. Nothing was changed.") from refused
        super().handle(**options)
