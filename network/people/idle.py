"""How long a session has been left alone. Browsers wait in real time, whatever clock the network shows."""

import time
from collections.abc import Mapping

from django.conf import settings

LAST_SEEN = "last_seen"  # In the session: whole seconds of the system's time.


def seconds_now() -> int:
    """The system's time in whole seconds."""
    return int(time.time())


def seconds_idle(session: Mapping) -> int:
    """Seconds since this session was last used; 0 when it was not noted yet."""
    now = seconds_now()
    return now - session.get(LAST_SEEN, now)


def is_idle(session: Mapping) -> bool:
    """Whether the session was left alone for so long that it is over."""
    return seconds_idle(session) >= settings.IDLE_MINUTES * 60
