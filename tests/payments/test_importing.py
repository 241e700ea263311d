import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from payments.importing import (
    BadCell,
    Column,
    ImportRefused,
    ModelSheet,
    apply_plan,
    currency,
    day,
    jurisdiction,
    make_plan,
    optional,
    read_rows,
    slug,
    text,
    whole_number,
    yes_no,
)
from payments.models import Rate, RateCard
from payments.sheets import RateSheet

pytestmark = pytest.mark.django_db
RATES, CARDS = "data/rates.csv", "data/rate_cards.csv"
HEADER = "jurisdiction,currency,activity,hourly_minor,effective_from,source"
GOOD = "US,USD,panel,9000,2026-01-01,ours"


class Cards(ModelSheet):
    """Any sheet will do to prove the machinery; this one has no check of its own."""

    name, model = "Cards", RateCard
    key = ("jurisdiction", "activity", "effective_from")
    columns = (
        Column("jurisdiction", jurisdiction),
        Column("currency", currency),
        Column("activity", slug(20)),
        Column("hourly_minor", whole_number(1)),
        Column("effective_from", day),
        Column("source", text(10)),
    )


def read(*lines):
    return read_rows(io.StringIO("\n".join(lines)), Cards())


def problems(*lines):
    with pytest.raises(ImportRefused) as refused:
        read(*lines)
    return [(p.line, p.column) for p in refused.value.problems]


def run(path, *options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_rates", str(path), *options, stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def csv(tmp_path, *lines, encoding="utf-8"):
    path = tmp_path / "file.csv"
    path.write_text("\n".join(lines), encoding=encoding)
    return path


class TestCells:
    @pytest.mark.parametrize(
        ("parse", "cell", "value"),
        [
            (text(5), "short", "short"),
            (optional(day), "", None),
            (optional(text(5), ""), "", ""),
            (whole_number(), "0", 0),
            (whole_number(-5), "-5", -5),
            (yes_no, "yes", True),
            (yes_no, "no", False),
            (day, "2026-02-28", date(2026, 2, 28)),
            (currency, "KWD", "KWD"),
            (jurisdiction, "US-WA", "US-WA"),
            (slug(20), "written-review", "written-review"),
        ],
    )
    def test_what_is_right_is_read(self, parse, cell, value):
        assert parse(cell) == value

    @pytest.mark.parametrize(
        ("parse", "cell", "cure"),
        [
            (text(5), "", "Write something"),
            (text(5), "longer", "Shorten it to 5"),
            (whole_number(), "12.50", "digits only"),
            (whole_number(), "٣", "digits only"),
            (whole_number(1), "0", "digits only"),
            (whole_number(), "9" * 18, "digits only"),
            (yes_no, "maybe", "Write one of: yes, no"),
            (day, "28.2.2026", "like 2026-01-31"),
            (day, "2026-02-30", "like 2026-01-31"),
            (currency, "usd", "capital letters"),
            (jurisdiction, "Scotland", "like US or US-WA"),
            (slug(20), "Written Review", "small letters"),
            (slug(3), "long", "small letters"),
        ],
    )
    def test_what_is_wrong_is_refused_with_its_cure(self, parse, cell, cure):
        with pytest.raises(BadCell) as bad:
            parse(cell)
        assert cure in bad.value.cure


class TestReading:
    def test_columns_may_stand_in_any_order(self):
        rows = read(
            "activity,source,effective_from,hourly_minor,currency,jurisdiction",
            "panel,us,2026-01-01,1,USD,US",
        )
        assert rows[0].values["activity"] == "panel"

    def test_every_mistake_is_named_by_line_and_column(self):
        found = problems(HEADER, "us,USD,panel,9000,2026-01-01,ours", GOOD, "US,USD,panel,much,soon,ours")
        assert found == [(2, "jurisdiction"), (4, "hourly_minor"), (4, "effective_from")]

    def test_a_cell_over_several_lines_keeps_the_count(self):
        found = problems(
            HEADER, 'US,USD,panel,9000,2026-01-01,"two\nlines"', "", "US,USD,other,x,2026-01-01,ours"
        )
        assert found == [(5, "hourly_minor")]

    @pytest.mark.parametrize(
        ("header", "found"),
        [
            ("", [(1, name) for name in HEADER.split(",")]),
            (HEADER.replace("source", "sauce"), [(1, "source"), (1, "sauce")]),
            (HEADER + ",source", [(1, "source")]),
        ],
    )
    def test_a_wrong_header_is_named(self, header, found):
        assert problems(header, GOOD) == found

    @pytest.mark.parametrize("line", ["US,USD,panel", GOOD + ",more"])
    def test_too_few_or_too_many_cells(self, line):
        assert problems(HEADER, line) == [(2, "any")]

    def test_a_row_that_repeats_another(self):
        assert problems(HEADER, GOOD, GOOD) == [(3, "jurisdiction + activity + effective_from")]

    def test_an_open_quotation_mark(self):
        assert problems(HEADER, 'US,USD,"panel,9000') == [(2, "any")]


class TestPlanning:
    def test_the_difference_is_shown_and_then_gone(self):
        first = read(HEADER, GOOD)
        apply_plan(make_plan(first, Cards()), Cards())
        rows = read(HEADER, GOOD.replace("9000", "9500"), GOOD.replace("panel", "training"))
        plan = make_plan(rows, Cards())
        assert str(plan) == "1 added, 1 changed, 0 unchanged"
        assert plan.changed[0][1] == {"hourly_minor": (9000, 9500)}
        apply_plan(plan, Cards())
        assert str(make_plan(rows, Cards())) == "0 added, 0 changed, 2 unchanged"

    def test_it_is_all_or_nothing(self):
        class Breaks(Cards):
            def add(self, values):
                if values["activity"] == "training":
                    raise RuntimeError
                super().add(values)

        rows = read(HEADER, GOOD, GOOD.replace("panel", "training"))
        with pytest.raises(RuntimeError):
            apply_plan(make_plan(rows, Breaks()), Breaks())
        assert not RateCard.objects.exists()


class TestImportRates:
    def test_the_published_rates_and_our_cards(self):
        out, err = run(RATES)
        assert ("13 rows read" in out, "13 added" in out, err) == (True, True, "")
        out, err = run(CARDS)
        assert ("48 of 48 written" in out, err) == (True, "")

    def test_a_second_time_changes_nothing(self):
        run(RATES)
        assert "0 added, 0 changed, 13 unchanged" in run(RATES)[0]

    def test_a_dry_run_shows_and_writes_nothing(self, tmp_path):
        assert "+ line 2: US, USD" in run(RATES, "--dry-run")[0]
        assert not Rate.objects.exists()
        run(CARDS)
        changed = csv(tmp_path, HEADER, "US,USD,panel,9900,2026-01-01,ours")
        out, _ = run(changed, "--dry-run")
        assert "hourly_minor: 9000 → 9900" in out
        assert RateCard.objects.get(jurisdiction="US", activity="panel").hourly_minor == 9_000

    def test_one_bad_row_keeps_all_out(self, tmp_path):
        _, err = run(csv(tmp_path, HEADER, GOOD, GOOD.replace("9000", "9,000")))
        assert "line 3, column any" in err
        assert "1 problem in" in err and "Nothing was changed" in err
        assert not RateCard.objects.exists()

    def test_a_card_below_the_floor_is_refused_with_the_right_sum(self, tmp_path):
        run(RATES)
        _, err = run(csv(tmp_path, HEADER, "US-WA,USD,panel,8124,2026-01-01,ours"))
        assert "line 2, column hourly_minor: is below the floor of $81.25. Write 8125 or more." in err

    def test_where_no_floor_is_published_the_highest_verified_comparator_holds(self, tmp_path):
        run(RATES)
        _, err = run(csv(tmp_path, HEADER, "AU,AUD,panel,4999,2026-01-01,ours"))
        assert "below the comparator of A$50.00" in err

    def test_our_cards_hold_every_published_floor(self):
        run(RATES)
        assert run(CARDS)[1] == ""

    def test_dates_that_run_backwards(self):
        header = ",".join(column.name for column in RateSheet.columns)
        row = "US,USD,any,hour,1,1,,2026-02-01,2026-01-01,floor,somebody,2026,yes"
        with pytest.raises(ImportRefused, match="1 problem"):
            read_rows(io.StringIO(f"{header}\n{row}"), RateSheet())

    @pytest.mark.parametrize("content", [b"\xff\xfe\x00", f"{HEADER}\nUS,\xe9".encode("latin-1")])
    def test_a_file_that_is_not_utf8(self, tmp_path, content):
        path = tmp_path / "file.csv"
        path.write_bytes(content)
        assert "is not UTF-8. Save the file as CSV in UTF-8." in run(path)[1]

    def test_a_mark_at_the_beginning_is_no_problem(self, tmp_path):
        assert run(csv(tmp_path, HEADER, GOOD, encoding="utf-8-sig"))[1] == ""

    def test_a_file_that_is_not_there(self, tmp_path):
        assert "cannot be read: No such file or directory. Check the path." in run(tmp_path / "none.csv")[1]

    def test_the_help_documents_the_header(self, capsys):
        with pytest.raises(SystemExit):
            call_command("import_rates", "--help")
        assert "hours_covered: how many hours the amount buys" in capsys.readouterr().out
