"""A file's rows read against their declaration, compared with what is stored, written in one transaction."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TextIO

from django.db import transaction

from payments.importing.columns import BadCell, Column

Key = tuple
Values = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """One mistake in the file, where it stands and what to write instead."""

    line: int
    column: str
    text: str
    cure: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.text}. {self.cure}."


class ImportRefused(Exception):
    """Nothing was changed; `problems` names every reason."""

    def __init__(self, problems: list[Problem]):
        super().__init__(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}")
        self.problems = problems


@dataclass(frozen=True)
class Row:
    line: int
    values: Values


class Sheet:
    """What a file must look like and where its rows go. Subclass it and declare the columns and the key."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def check(self, row: Row) -> Iterable[Problem]:
        """What is wrong with a row whose cells are each right."""
        return ()

    def stored(self, rows: list[Row]) -> dict[Key, Values]:
        """What is there already, by key, as the values that the file would have."""
        raise NotImplementedError

    def add(self, values: Values) -> None:
        """Write a row that is new."""
        raise NotImplementedError

    def change(self, key: Key, values: Values) -> None:
        """Bring the stored row with this key to these values."""
        raise NotImplementedError

    def key_of(self, values: Values) -> Key:
        return tuple(values[name] for name in self.key)


class ModelSheet(Sheet):
    """A sheet whose columns are the fields of one model, by name."""

    model: type[Any]

    def stored(self, rows: list[Row]) -> dict[Key, Values]:
        names = [column.name for column in self.columns]
        return {self.key_of(values): values for values in self.model.objects.values(*names)}

    def add(self, values: Values) -> None:
        self.model.objects.create(**values)

    def change(self, key: Key, values: Values) -> None:
        self.model.objects.filter(**dict(zip(self.key, key, strict=True))).update(**values)


@dataclass
class Plan:
    """What an import would do. `changed` pairs each row with its fields as (old, new)."""

    added: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, dict[str, tuple]]] = field(default_factory=list)
    unchanged: list[Row] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{len(self.added)} added, {len(self.changed)} changed, {len(self.unchanged)} unchanged"


def read_rows(file: TextIO, sheet: Sheet) -> list[Row]:
    """Every row of the file, parsed; ImportRefused names all mistakes at once, by line and column."""
    reader = csv.reader(file, strict=True)
    problems: list[Problem] = []
    rows: list[Row] = []
    try:
        header = [heading.strip() for heading in next(reader, [])]
        problems += header_problems(header, sheet)
        if problems:
            raise ImportRefused(problems)
        for line, cells in _numbered(reader):
            row, found = _parse(line, header, cells, sheet)
            problems += found
            rows += [row] if row else []
    except csv.Error as error:
        problems.append(Problem(reader.line_num, "any", f"is no CSV ({error})", "Close every quotation mark"))
    except UnicodeDecodeError:
        problems.append(Problem(reader.line_num + 1, "any", "is not UTF-8", "Save the file as CSV in UTF-8"))
    problems += _repeated(rows, sheet)
    if problems:
        raise ImportRefused(sorted(problems, key=lambda problem: problem.line))
    return rows


def header_problems(header: list[str], sheet: Sheet) -> list[Problem]:
    """What the first line lacks or has too much; the order of columns is free."""
    wanted = [column.name for column in sheet.columns]
    full = f"The header is: {','.join(wanted)}"
    missing = [Problem(1, name, "is missing", full) for name in wanted if name not in header]
    extra = [Problem(1, name or "(empty)", "is not known", full) for name in header if name not in wanted]
    twice = [Problem(1, name, "stands twice", full) for name in wanted if header.count(name) > 1]
    return missing + extra + twice


def make_plan(rows: list[Row], sheet: Sheet) -> Plan:
    """Compare the rows with what is stored; writes nothing."""
    stored, plan = sheet.stored(rows), Plan()
    for row in rows:
        before = stored.get(sheet.key_of(row.values))
        if before is None:
            plan.added.append(row)
        elif before == row.values:
            plan.unchanged.append(row)
        else:
            differences = {n: (before[n], row.values[n]) for n in row.values if before[n] != row.values[n]}
            plan.changed.append((row, differences))
    return plan


@transaction.atomic
def apply_plan(
    plan: Plan, sheet: Sheet, progress: Callable[[int, int], None] = lambda done, all_: None
) -> None:
    """Write the plan, all of it or nothing; `progress` is told (done, of how many)."""
    writes: list[tuple[Callable, tuple]] = [(sheet.add, (row.values,)) for row in plan.added]
    writes += [(sheet.change, (sheet.key_of(row.values), row.values)) for row, _ in plan.changed]
    for done, (write, arguments) in enumerate(writes, start=1):
        write(*arguments)
        progress(done, len(writes))


def _numbered(reader) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on: a quoted cell may run over several lines. Blank lines are skipped."""
    begins = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + 1


def _parse(line: int, header: list[str], cells: list[str], sheet: Sheet) -> tuple[Row | None, list[Problem]]:
    if len(cells) != len(header):
        wrong = f"has {len(cells)} cells where the header has {len(header)}"
        return None, [Problem(line, "any", wrong, "Quote cells that hold a comma")]
    named, values, problems = dict(zip(header, cells, strict=True)), {}, []
    for column in sheet.columns:
        try:
            values[column.name] = column.parse(named[column.name].strip())
        except BadCell as bad:
            problems.append(Problem(line, column.name, str(bad), bad.cure))
    if problems:
        return None, problems
    row = Row(line, values)
    return row, list(sheet.check(row))


def _repeated(rows: list[Row], sheet: Sheet) -> Iterator[Problem]:
    first: dict[Key, int] = {}
    for row in rows:
        line = first.setdefault(sheet.key_of(row.values), row.line)
        if line != row.line:
            yield Problem(row.line, " + ".join(sheet.key), f"repeats line {line}", "Keep one of the two")
