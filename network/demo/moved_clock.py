"""The demo's clock can be moved ahead, so that a visitor need not wait for a session to be over.

How far is kept in a file that web and worker both read; the demo alone registers it.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import F

from network.common.duties import all_duties, run_duty

MOST_DAYS = 60


def offset() -> timedelta:
    """How far the demo's clock runs ahead."""
    try:
        return timedelta(seconds=int((settings.VAR / "moved-clock").read_text()))
    except FileNotFoundError:
        return timedelta()


def let_pass(days: int) -> None:
    """Move the clock ahead by `days` (1 to MOST_DAYS) and run every duty, as a worker would have by then."""
    moved = timedelta(days=min(max(days, 1), MOST_DAYS))
    (settings.VAR / "moved-clock").write_text(str(int((offset() + moved).total_seconds())))
    # Browsers wait in real time: who is signed in stays so, though a duty ends sessions by the network's clock.
    Session.objects.update(expire_date=F("expire_date") + moved)
    for duty in all_duties():
        run_duty(duty.name)
