"""The demo network, loaded once into an empty database."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from network.common import clock
from network.consultations.services import expire_requests
from network.demo.loader import experts, offices, staff, voices
from network.demo.loader.stage import play
from network.demo.loader.story import Part, tell
from network.demo.loader.texts import text
from network.engagements.services import auto_complete, expire_invitations, release_payments
from network.notifications.models import Notice
from network.people.models import User

OPENED_DAYS_AGO = 200
RATES = ("rates.csv", "rate_cards.csv")


def is_loaded() -> bool:
    """Whether anybody is here already."""
    return User.objects.exists()


@transaction.atomic
def load(say) -> None:
    """Play the whole history; `say(line)` is told how far it is. All or nothing."""
    for name in RATES:
        call_command("import_rates", str(Path(settings.ROOT) / "data" / name), verbosity=0)
    with clock.standing_at(clock.now() - timedelta(days=OPENED_DAYS_AGO)):
        hired = staff.hire()
        officials = offices.open_offices(hired["demo-manager"])
        say(f"{len(officials)} officials")
        profiles = experts.welcome()
        staff.make_reviewer(profiles[-1].user)
        say(f"{len(profiles)} experts")
    told = text("requests")
    parts = [Part(request, offices.first_official(officials, request["office"]), hired) for request in told]
    with clock.standing_at(clock.now() - timedelta(days=1)):
        offices.let_offices_wait()
    steps = play([_days(), *(tell(part) for part in parts)])
    say(f"{len(parts)} requests, {steps} steps")
    voices.offer_words(profiles)
    _forget_old_mail()


def _days() -> Iterator[datetime]:
    """The worker's duties, once a day."""
    day = clock.now() - timedelta(days=OPENED_DAYS_AGO)
    while True:
        day += timedelta(days=1)
        yield day
        for duty in (expire_invitations, auto_complete, release_payments, expire_requests):
            duty()


def _forget_old_mail() -> None:
    """What would have been mailed in the past is not mailed now, but for the last two days."""
    Notice.objects.filter(at__lt=clock.now() - timedelta(days=2)).update(mail_due_at=None)
