"""The command every import shares: FILE, --dry-run, progress, and the documented header as its help."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from payments.importing.sheets import (
    ImportRefused,
    Plan,
    Sheet,
    apply_plan,
    header_problems,
    make_plan,
    read_rows,
)

TELL_EVERY = 100


class ImportCommand(BaseCommand):
    """Set `sheets`; a file belongs to the one whose columns fit its header best."""

    sheets: tuple[type[Sheet], ...] = ()

    def create_parser(self, *args, **kwargs) -> CommandParser:
        parser = super().create_parser(*args, **kwargs)
        parser.epilog = "\n\n".join(_header_help(sheet) for sheet in self.sheets)
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV in UTF-8; the first line is the header")
        parser.add_argument("--dry-run", action="store_true", help="show what would change, change nothing")

    def handle(self, *, file: Path, dry_run: bool, **_) -> None:
        try:
            self._import(file, dry_run)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}. Check the path.") from error
        except ImportRefused as refused:
            for problem in refused.problems:
                self.stderr.write(f"{file}: {problem}")
            raise CommandError(f"{refused} in {file}. Nothing was changed.") from refused

    def _import(self, file: Path, dry_run: bool) -> None:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            sheet = self._sheet_for(opened)
            rows = read_rows(opened, sheet)
        self.stdout.write(f"{sheet.name}: {len(rows)} rows read, all valid.")
        plan = make_plan(rows, sheet)
        if dry_run:
            self._show(plan, sheet)
        else:
            apply_plan(plan, sheet, self._progress)
        self.stdout.write(f"{'Would be' if dry_run else 'Done'}: {plan}.")

    def _sheet_for(self, opened) -> Sheet:
        sheets = [sheet() for sheet in self.sheets]
        try:
            header = next(csv.reader(opened), [])
        except (UnicodeDecodeError, csv.Error):
            header = []  # Reading the rows will say it better.
        opened.seek(0)
        return min(sheets, key=lambda sheet: len(header_problems(header, sheet)))

    def _show(self, plan: Plan, sheet: Sheet) -> None:
        for row in plan.added:
            self.stdout.write(f"+ line {row.line}: {_words(sheet.key_of(row.values))}")
        for row, differences in plan.changed:
            changes = "; ".join(f"{name}: {old} → {new}" for name, (old, new) in differences.items())
            self.stdout.write(f"~ line {row.line}: {_words(sheet.key_of(row.values))}: {changes}")

    def _progress(self, done: int, of_all: int) -> None:
        if done % TELL_EVERY == 0 or done == of_all:
            self.stdout.write(f"{done} of {of_all} written")


def _words(key: tuple) -> str:
    return ", ".join(str(part) for part in key)


def _header_help(sheet: type[Sheet]) -> str:
    columns = "\n".join(f"  {column.name}: {column.help}".rstrip(": ") for column in sheet.columns)
    return f"{sheet.name}\n{columns}"
