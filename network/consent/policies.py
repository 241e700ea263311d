"""What a stored yes means now."""

from datetime import datetime

from django.db import models

from network.consent.models import Grant
from network.consent.purposes import Purpose
from network.consent.texts import is_current


class State(models.TextChoices):
    """How an agreement stands, as its person reads it."""

    OFF = "off", "Off"
    RESTING = "resting", "Resting"
    WAITING = "waiting", "Needs your second yes"
    ON = "on", "On"
    LAPSED = "lapsed", "Time ran out"
    REWORDED = "reworded", "Words changed: please read again"


def state_of(grant: Grant | None, now: datetime) -> State:
    """How this yes stands at `now`. Only ON lets anything happen."""
    if grant is None:
        return State.OFF
    if not is_current(Purpose(grant.purpose), grant.text_version):
        return State.REWORDED
    if is_over(grant, now):
        return State.LAPSED
    if grant.effective_at and grant.effective_at <= now:
        return State.ON
    return State.WAITING if grant.confirm_from and grant.confirm_from <= now else State.RESTING


def is_over(grant: Grant, now: datetime) -> bool:
    """Whether the time that was agreed has passed."""
    return grant.until is not None and grant.until <= now


def says_yes(state: State) -> bool:
    """Whether the person has said a yes that holds or can still come to hold."""
    return state in {State.ON, State.RESTING, State.WAITING}
