"""The engine behind the table of periods: never early, in small steps, going on where it stopped."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from network.common import clock, duties, retention
from network.common.models import DutyRun, Removal
from network.common.retention import About, DataClass, Period, Timed

MONTH, DAY = Period("it began", months=1), Period("it began", time=timedelta(days=1))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def line(name="runs", *, until=DAY, rows=DutyRun.objects.all, **timed) -> DataClass:
    kept = Timed(rows, "started_at", **timed)
    return DataClass(name, "Runs", ("common.DutyRun",), About.NOBODY, until, "To see.", timed=kept)


@pytest.fixture
def table(monkeypatch):
    """Only the lines of this test are in the table."""
    monkeypatch.setattr(retention, "_CLASSES", {})
    return retention.register_data


def begun(*days_ago) -> None:
    DutyRun.objects.bulk_create(
        DutyRun(name="x", started_at=clock.now() - timedelta(days=days)) for days in days_ago
    )


@given(begin=moments, at=moments, months=st.integers(0, 100), days=st.integers(0, 400))
def test_nothing_goes_early_and_nothing_stays_more_than_three_days_too_long(begin, at, months, days):
    """A month ends on its last day, so counting it back may be up to three days late; never early."""
    period = Period("it began", months=months, time=timedelta(days=days))
    if begin <= period.begun_before(at):
        assert period.ends(begin) <= at
    else:
        assert period.ends(begin) > at - timedelta(days=3)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period("you left", months=84), "7 years after you left"),
        (Period("you left", months=6), "6 months after you left"),
        (Period("you left", time=timedelta(days=90)), "90 days after you left"),
        (Period("you left", time=timedelta(days=1)), "24 hours after you left"),
        (Period("when it ends"), "when it ends"),
    ],
)
def test_a_period_reads_as_people_say_it(period, words):
    assert str(period) == words


@pytest.mark.django_db
class TestRemoving:
    def test_what_is_over_goes_and_the_rest_stays(self, table):
        table(line())
        begun(0, 0.9, 1.1, 40)
        assert retention.remove_what_is_over() == 2
        assert DutyRun.objects.count() == 2
        assert retention.remove_what_is_over() == 0

    def test_the_day_keeps_how_much_went_and_when_the_next_is_due(self, table):
        table(line())
        with clock.standing_at(NOW):
            begun(0.5, 2, 3)
            retention.remove_what_is_over()
            begun(2)
            retention.remove_what_is_over()
        [day] = Removal.objects.all()
        assert (day.name, day.removed, day.looked_at) == ("runs", 3, NOW)
        assert day.next_due_at == NOW + timedelta(days=0.5)

    def test_an_empty_class_is_never_due(self, table):
        table(line())
        retention.remove_what_is_over()
        assert Removal.objects.get().next_due_at is None

    def test_it_goes_in_batches(self, table, monkeypatch):
        sizes = []

        def remove(rows):
            sizes.append(rows.count())
            rows.delete()

        monkeypatch.setattr(retention, "BATCH", 2)
        table(line(remove=remove))
        begun(*range(2, 7))
        assert retention.remove_what_is_over() == 5 and sizes == [2, 2, 1]

    def test_a_run_that_is_killed_leaves_whole_batches_and_the_next_goes_on(self, table, monkeypatch):
        calls = []

        def remove(rows):
            calls.append(rows.delete())
            if len(calls) == 2:
                raise RuntimeError("killed after the rows, before the end of the batch")

        monkeypatch.setattr(retention, "BATCH", 2)
        table(line(remove=remove))
        begun(*range(2, 7))
        with pytest.raises(RuntimeError):
            retention.remove_what_is_over()
        assert DutyRun.objects.count() == 3 and Removal.objects.get().removed == 2
        assert retention.remove_what_is_over() == 3
        assert Removal.objects.get().removed == 5 and not DutyRun.objects.exists()

    def test_a_very_long_list_is_left_to_the_next_run(self, table, monkeypatch):
        monkeypatch.setattr(retention, "BATCH", 2)
        monkeypatch.setattr(retention, "MOST", 3)
        table(line())
        begun(*range(2, 9))
        assert [retention.remove_what_is_over() for _ in range(3)] == [4, 3, 0]

    def test_one_class_that_fails_holds_up_no_other_and_the_run_fails(self, table, caplog):
        def refuse(rows):
            raise ValueError("heron@example.org")

        table(line("a-fails", remove=refuse, rows=lambda: DutyRun.objects.filter(name="x")))
        table(line("b-works", rows=lambda: DutyRun.objects.filter(name="y")))
        begun(2)
        DutyRun.objects.create(name="y", started_at=clock.now() - timedelta(days=2))
        with pytest.raises(ValueError):
            duties.run_duty("retention")
        assert not DutyRun.objects.filter(name="y").exists() and DutyRun.objects.filter(name="x").exists()
        assert "retention_failed" in caplog.text and "heron" not in caplog.text

    def test_months_are_counted_by_the_calendar(self, table):
        table(line(until=MONTH))
        begin = datetime(2026, 1, 15, tzinfo=UTC)
        DutyRun.objects.create(name="x", started_at=begin)
        for at, left in ((datetime(2026, 2, 14, 23, tzinfo=UTC), 1), (datetime(2026, 2, 15, tzinfo=UTC), 0)):
            with clock.standing_at(at):
                retention.remove_what_is_over()
            assert DutyRun.objects.count() == left


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_remove_and_count_each_row_once(table, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 3)
    table(line())
    begun(*([2] * 60))
    together, removed = Barrier(2), []

    def work():
        together.wait()
        removed.append(retention.remove_what_is_over())
        connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    left = retention.remove_what_is_over()
    assert sum(removed) + left == 60 == Removal.objects.get().removed
