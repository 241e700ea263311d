"""Recommendations from other registers. They keep their own identifiers; their words for a status are mapped by a table.

No register's word makes a recommendation "verified": that needs a contributor here. What is still open
there gets its clocks from the day of import, because nobody is late for what they were not asked here.
"""

import csv
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from network.agencies.models import Agency
from network.audit.log import record
from network.common import clock
from network.outcomes import clocks
from network.outcomes.models import Decision, ProgressNote, Recommendation, Response
from network.outcomes.states import UNDER_WAY, RecommendationState
from network.taxonomy.models import Pillar
from payments.importing import BadCell, Column, ImportRefused, Problem, Row, Sheet, choice, optional, text
from payments.importing import day as whole_day

STATUSES = Path(__file__).parent / "data" / "statuses.csv"
IMPORTABLE = set(RecommendationState) - {
    RecommendationState.CLAIMED,
    RecommendationState.VERIFIED,
    RecommendationState.DISPUTED,
}


class Status(NamedTuple):
    """What a register's word means here."""

    state: str
    decision: str


def read_statuses(path: Path = STATUSES) -> dict[str, Status]:
    """The table `status,state,decision`, words in small letters; ImportRefused names the bad lines."""
    with path.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    known, problems = {}, []
    for line, row in enumerate(rows, start=2):
        word, state, decision = ((row.get(name) or "").strip() for name in ("status", "state", "decision"))
        if not word or state not in IMPORTABLE or decision not in {"", *Decision.values}:
            cure = (
                f"States: {', '.join(sorted(IMPORTABLE))}; decisions: {', '.join(Decision.values)} or empty"
            )
            problems.append(Problem(line, "status", f"“{word}” of {path.name} maps to nothing known", cure))
        known[word.casefold()] = Status(state, decision)
    if problems:
        raise ImportRefused(problems)
    return known


def year_or_day(cell: str) -> date:
    """2021, or 2021-05-31; a year alone is its first day."""
    if cell.isascii() and cell.isdigit() and len(cell) == 4 and cell > "1900":
        return date(int(cell), 1, 1)
    try:
        return whole_day(cell)
    except BadCell:
        raise BadCell(
            f"“{cell}” is no year or date", "Write a year like 2021 or a day like 2021-05-31"
        ) from None


def status_in(statuses: dict[str, Status]):
    """A parser of the register's word."""

    def parse(cell: str) -> Status:
        if cell.casefold() not in statuses:
            raise BadCell(
                f"“{cell}” is not in the table of statuses",
                f"Add a line to it, or write one of: {', '.join(statuses)}",
            )
        return statuses[cell.casefold()]

    return parse


class RecommendationSheet(Sheet):
    """One recommendation a row; the office must be known by exactly this name."""

    name = "Recommendations"
    columns = (
        Column("agency", text(120), "name of the office it is addressed to, as it stands here"),
        Column("register", text(80), "the register it comes from, like US GAO"),
        Column("identifier", text(40), "its identifier in that register"),
        Column("date", year_or_day, "year or day it was made: 2021 or 2021-05-31"),
        Column("text", text(5000), "the recommendation"),
        Column("document", optional(text(200), ""), "document and version it is about; may be empty"),
        Column("pillar", optional(choice(Pillar.values), ""), f"{', '.join(Pillar.values)}; may be empty"),
        Column("status", status_in(read_statuses()), "a word of the table of statuses"),
        Column("answer", optional(text(5000), ""), "the office's reason; may be empty"),
        Column("notes", optional(text(5000), ""), "what was done since; may be empty"),
    )
    key = ("agency", "register", "identifier")

    def check(self, row: Row) -> Iterable[Problem]:
        if row.values["agency"] not in self.agencies:
            yield Problem(
                row.line,
                "agency",
                f"no office is called “{row.values['agency']}”",
                "Import or register the office first",
            )
        if self.key_of(row.values) in self.worked_on:
            yield Problem(
                row.line,
                "identifier",
                "has been worked on here since it was imported",
                "Take this row out of the file",
            )

    def stored(self, rows: list[Row]) -> dict[tuple, dict[str, Any]]:
        found = _imported().prefetch_related("responses", "progress").select_related("agency")
        return {_key(each): _as_row(each) for each in found}

    def add(self, values: dict[str, Any]) -> None:
        made = Recommendation(
            agency_id=self.agencies[values["agency"]], source=values["register"], number=values["identifier"]
        )
        self._write(made, values, "import")

    def change(self, key: tuple, values: dict[str, Any]) -> None:
        agency, register, identifier = key
        self._write(
            _imported().get(agency__name=agency, source=register, number=identifier), values, "import_again"
        )

    @cached_property
    def agencies(self) -> dict[str, int]:
        return dict(Agency.objects.values_list("name", "pk"))

    @cached_property
    def worked_on(self) -> set[tuple]:
        return {_key(each) for each in _imported().exclude(acknowledged_at=None).select_related("agency")}

    def _write(self, made: Recommendation, values: dict[str, Any], action: str) -> None:
        now, status = clock.now(), values["status"]
        made.text, made.document, made.pillar = values["text"], values["document"], values["pillar"]
        made.state, made.decision = status
        made.proposed_at = datetime.combine(values["date"], datetime.min.time(), UTC)
        made.acknowledge_by, made.answer_by = now + clocks.ACKNOWLEDGE, now + clocks.ANSWER
        made.progress_by = now + clocks.PROGRESS_EVERY if status.state in UNDER_WAY else None
        made.save()
        _replace(made, Response, values["answer"], "reason", decision=status.decision)
        _replace(made, ProgressNote, values["notes"], "text")
        record(None, f"outcomes.recommendation.{action}", made)


def sheet_with(statuses: dict[str, Status]) -> type[RecommendationSheet]:
    """The sheet with another table of statuses."""
    columns = tuple(
        Column(column.name, status_in(statuses), column.help) if column.name == "status" else column
        for column in RecommendationSheet.columns
    )
    return type("RecommendationSheet", (RecommendationSheet,), {"columns": columns})


def _imported():
    return Recommendation.objects.exclude(source="")


def _key(made: Recommendation) -> tuple:
    return made.agency.name, made.source, made.number


def _as_row(made: Recommendation) -> dict[str, Any]:
    answers, notes = made.responses.all(), made.progress.all()
    return {
        "agency": made.agency.name,
        "register": made.source,
        "identifier": made.number,
        "date": made.proposed_at.date(),
        "text": made.text,
        "document": made.document,
        "pillar": made.pillar,
        "status": Status(made.state, made.decision),
        "answer": answers[0].reason if answers else "",
        "notes": notes[0].text if notes else "",
    }


def _replace(made: Recommendation, model, words: str, field: str, **fields) -> None:
    model.objects.filter(recommendation=made).delete()
    if words:
        model.objects.create(recommendation=made, at=clock.now(), **{field: words}, **fields)
