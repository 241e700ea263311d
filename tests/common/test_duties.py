import pytest
from django_q.models import Schedule

from network.common import duties
from network.common.models import DutyRun

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_duty(monkeypatch):
    monkeypatch.setattr(duties, "_DUTIES", {})
    duties.register_duty("sweep", "Sweeps.", 5, lambda: 3)


def test_a_run_is_kept():
    assert duties.run_duty("sweep") == 3
    run = DutyRun.objects.get()
    assert (run.done, run.failed) == (3, False) and run.finished_at >= run.started_at


def test_a_failure_is_kept_seen_and_raised_again_without_its_text(caplog):
    def fail():
        raise ValueError("heron@example.org")

    duties.register_duty("fail", "Fails.", 5, fail)
    with pytest.raises(ValueError):
        duties.run_duty("fail")
    assert DutyRun.objects.get().failed
    assert "duty_failed" in caplog.text and "heron" not in caplog.text


def test_old_runs_are_forgotten(monkeypatch):
    monkeypatch.setattr(duties, "KEEP_RUNS", 3)
    for _ in range(5):
        duties.run_duty("sweep")
    assert DutyRun.objects.count() == 3


def test_the_schedule_follows_the_registry():
    Schedule.objects.create(name="gone", func="network.common.duties.run_duty")
    Schedule.objects.create(name="other", func="somebody.elses")
    duties.schedule_duties()
    duties.schedule_duties()
    assert set(Schedule.objects.values_list("name", flat=True)) >= {"sweep", "other"}
    assert not Schedule.objects.filter(name="gone").exists()
    assert Schedule.objects.get(name="sweep").minutes == 5


def test_the_board_shows_last_and_next(django_assert_num_queries):
    duties.schedule_duties()
    duties.run_duty("sweep")
    with django_assert_num_queries(2):
        (line,) = duties.duty_board()
    assert line["last"].done == 3 and line["next_run"]
