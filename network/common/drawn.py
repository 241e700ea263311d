"""Pages of docs that are drawn from the code: a command that writes one, or says that it is not current."""

from collections.abc import Callable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError


class DrawCommand(BaseCommand):
    """Writes `text()` to `file`; with --check changes nothing and fails when they differ."""

    file: Path
    text: Callable[[], str]

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Change nothing; fail when it is not current."
        )

    def handle(self, *args, check, **options):
        text = self.text()
        if not check:
            self.file.write_text(text)
        elif not self.file.exists() or self.file.read_text() != text:
            raise CommandError(f"{self.file.name} is not current. Run manage.py {_name(self)}.")


def _name(command: BaseCommand) -> str:
    return type(command).__module__.rsplit(".", 1)[-1]
