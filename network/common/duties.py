"""Scheduled duties: named, registered by the apps, run by django-q2, each run visible.

A duty takes no arguments, returns how many things it did, and gives the same final state however
late or often it runs.
"""

from collections.abc import Callable
from typing import NamedTuple

import structlog
from django.db.models import Max

from network.common import clock
from network.common.models import DutyRun

log = structlog.get_logger()
KEEP_RUNS = 200


class Duty(NamedTuple):
    name: str
    does: str
    every_minutes: int
    run: Callable[[], int]


_DUTIES: dict[str, Duty] = {}


def register_duty(name: str, does: str, every_minutes: int, run: Callable[[], int]) -> None:
    """Add a duty; called from AppConfig.ready(). `does` is one plain sentence for the Duties page."""
    _DUTIES[name] = Duty(name, does, every_minutes, run)


def all_duties() -> list[Duty]:
    """Every registered duty, by name."""
    return sorted(_DUTIES.values())


def run_duty(name: str) -> int:
    """Run one duty now and keep a record of it; the django-q2 entry point. Errors are kept and raised again."""
    run = DutyRun.objects.create(name=name, started_at=clock.now())
    try:
        run.done = _DUTIES[name].run()
    except Exception:
        run.failed = True
        log.error("duty_failed", duty=name)
        raise
    finally:
        run.finished_at = clock.now()
        run.save()
    _forget_old_runs(name)
    return run.done


def _forget_old_runs(name: str) -> None:
    kept = DutyRun.objects.filter(name=name).order_by("-started_at").values_list("pk", flat=True)[:KEEP_RUNS]
    DutyRun.objects.filter(name=name, pk__lt=min(kept)).delete()


def schedule_duties() -> None:
    """Make django-q2's schedule match the registry; run after every migrate, safe to repeat."""
    from django_q.models import Schedule

    for duty in all_duties():
        Schedule.objects.update_or_create(
            name=duty.name,
            defaults={
                "func": "network.common.duties.run_duty",
                "args": repr((duty.name,)),
                "schedule_type": Schedule.MINUTES,
                "minutes": duty.every_minutes,
                "repeats": -1,
            },
        )
    Schedule.objects.filter(func="network.common.duties.run_duty").exclude(name__in=_DUTIES).delete()


def duty_board() -> list[dict]:
    """Each duty with its last finished run and next planned run, in three queries."""
    from django_q.models import Schedule

    planned = dict(Schedule.objects.filter(name__in=_DUTIES).values_list("name", "next_run"))
    newest = (
        DutyRun.objects.filter(name__in=_DUTIES).values("name").annotate(newest=Max("pk")).values("newest")
    )
    last = {run.name: run for run in DutyRun.objects.filter(pk__in=newest)}
    return [
        {"duty": duty, "last": last.get(duty.name), "next_run": planned.get(duty.name)}
        for duty in all_duties()
    ]
