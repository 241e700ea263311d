"""Recommendations of another register: all or nothing, every mistake named, identifiers and words kept."""

import csv
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from network.common import clock
from network.outcomes import services
from network.outcomes.models import Recommendation
from network.outcomes.states import RecommendationState
from tests import factories

pytestmark = pytest.mark.django_db
State = RecommendationState
HEADER = [
    "agency",
    "register",
    "identifier",
    "date",
    "text",
    "document",
    "pillar",
    "status",
    "answer",
    "notes",
]
ROW = {
    "agency": "Office of Testing", "register": "National audit", "identifier": "GAO-21-01", "date": "2021",
    "text": "Share data on referrals.", "document": "", "pillar": "protection", "status": "Implemented",
    "answer": "We agree.", "notes": "Shared since May.",
}  # fmt: skip


@pytest.fixture
def office():
    return factories.agency(name="Office of Testing")


@pytest.fixture
def load(tmp_path, capsys):
    """Run the import over these rows; returns what it said."""

    def loaded(*rows, **options) -> str:
        file = tmp_path / "rows.csv"
        with file.open("w", newline="") as opened:
            writer = csv.DictWriter(opened, HEADER)
            writer.writeheader()
            writer.writerows(rows)
        call_command("import_recommendations", str(file), **options)
        return capsys.readouterr().out

    return loaded


def test_a_row_keeps_its_identifier_words_and_day(office, load):
    load(
        ROW,
        {**ROW, "identifier": "GAO-21-02", "date": "2021-05-31", "status": "open", "answer": "", "notes": ""},
    )
    done, still_open = Recommendation.objects.order_by("pk")
    assert (done.agency, done.source, done.number) == (office, "National audit", "GAO-21-01")
    assert (done.state, done.decision, done.proposed_at.year) == (State.UNVERIFIED, "accept", 2021)
    assert done.responses.get().reason == "We agree." and done.progress.get().text == "Shared since May."
    assert (still_open.state, still_open.proposed_at.date().isoformat()) == (State.PROPOSED, "2021-05-31")
    assert not still_open.responses.exists()


def test_nobody_is_late_for_what_was_only_imported(office, load):
    before = clock.now()
    load({**ROW, "status": "open"})
    assert before <= Recommendation.objects.get().answer_by - timedelta(days=60) <= clock.now()


def test_the_same_file_twice_changes_nothing(office, load):
    load(ROW)
    assert "0 added, 0 changed, 1 unchanged" in load(ROW)


def test_a_changed_row_is_brought_up_to_date(office, load):
    load({**ROW, "status": "in progress"})
    assert "1 changed" in load(ROW)
    made = Recommendation.objects.get()
    assert made.state == State.UNVERIFIED and made.responses.count() == made.progress.count() == 1


def test_a_dry_run_says_what_it_would_do_and_does_nothing(office, load):
    said = load(ROW, dry_run=True)
    assert "+ line 2" in said and "GAO-21-01" in said
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "column", "cure"),
    [
        ("agency", "Nobody’s office", "agency", "Import or register the office first"),
        ("status", "dreamt", "status", "Add a line to it"),
        ("date", "last year", "date", "2021-05-31"),
        ("pillar", "politics", "pillar", "prevention"),
        ("text", "", "text", "Write something"),
        ("status", "verified", "status", "Add a line to it"),
    ],
)
def test_each_bad_row_is_named_by_line_and_column_and_nothing_is_kept(
    office, load, capsys, field, value, column, cure
):
    with pytest.raises(CommandError, match="Nothing was changed"):
        load(ROW, {**ROW, "identifier": "GAO-21-02", field: value})
    said = capsys.readouterr().err
    assert f"line 3, column {column}" in said and cure in said
    assert not Recommendation.objects.exists()


def test_what_was_worked_on_here_is_not_overwritten(office, load, capsys):
    load({**ROW, "status": "open"})
    services.acknowledge(Recommendation.objects.get(), factories.official(office))
    with pytest.raises(CommandError):
        load(ROW)
    assert "has been worked on here" in capsys.readouterr().err
    assert Recommendation.objects.get().state == State.ACKNOWLEDGED


def test_the_table_of_statuses_is_the_users_own(office, load, tmp_path):
    table = tmp_path / "statuses.csv"
    table.write_text("status,state,decision\nDreamt,rejected,reject\n")
    load({**ROW, "status": "dreamt"}, statuses=table)
    assert Recommendation.objects.get().state == State.REJECTED


@pytest.mark.parametrize("state", [State.VERIFIED, State.CLAIMED, "lost"])
def test_no_table_can_make_something_verified(office, load, tmp_path, capsys, state):
    table = tmp_path / "statuses.csv"
    table.write_text(f"status,state,decision\nDone,{state},accept\n")
    with pytest.raises(CommandError):
        load({**ROW, "status": "done"}, statuses=table)
    assert "line 2, column status" in capsys.readouterr().err


def test_a_missing_table_is_said(office, load, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        load(ROW, statuses=tmp_path / "none.csv")
