"""What is kept of a device that somebody signs in on: a kind and a part of a day, and nothing that would tell more."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from allauth.usersessions.models import UserSession
from django.utils import timezone

from network.common import clock

NO_ADDRESS = "0.0.0.0"  # noqa: S104  # the column must hold one
# The first mark found in a browser's own name says the kind.
KINDS = (
    ("iPad", "A tablet"),
    ("Tablet", "A tablet"),
    ("Mobi", "A phone"),
    ("Android", "A tablet"),
    ("Windows", "A computer"),
    ("Macintosh", "A computer"),
    ("X11", "A computer"),
    ("CrOS", "A computer"),
)
OTHER = "Another device"
# Later names appear inside earlier ones' user agents, so the order matters.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
_WORDS = {OTHER, *dict(KINDS).values()}
# From this hour on, until the next.
PARTS_OF_DAY = ((18, "evening"), (12, "afternoon"), (6, "morning"), (0, "night"))


def kind_of_device(user_agent: str) -> str:
    """The browser's long name as "A phone", "A tablet", "A computer" or "Another device"."""
    return next((kind for mark, kind in KINDS if mark in user_agent), OTHER)


def browser_on_system(user_agent: str) -> str:
    """Finer words, "Firefox on Windows", to tell a new device by. Kept nowhere but in a keyed digest."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "A browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "a device")
    return f"{browser} on {system}"


def blur(sender, instance: UserSession, **kwargs) -> None:
    """Before a device is written down: no address, a kind for the browser's name, whole hours for moments."""
    instance.ip = NO_ADDRESS
    if instance.user_agent not in _WORDS:
        instance.user_agent = kind_of_device(instance.user_agent)
    instance.created_at, instance.last_seen_at = _hour(instance.created_at), _hour(instance.last_seen_at)


def seen(session_key: str | None) -> None:
    """The device of this session is in use; kept to the hour."""
    hour = _hour(clock.now())
    UserSession.objects.filter(session_key=session_key, last_seen_at__lt=hour).update(last_seen_at=hour)


def part_of_day(moment: datetime, zone: str) -> str:
    """Words like "today, morning", "yesterday, evening", "Tuesday, afternoon"; "3 November" when longer ago."""
    local = timezone.localtime(moment, ZoneInfo(zone))
    today = timezone.localtime(clock.now(), ZoneInfo(zone)).date()
    part = next(name for hour, name in PARTS_OF_DAY if local.hour >= hour)
    days = (today - local.date()) // timedelta(days=1)
    if days < 7:
        day = {0: "today", 1: "yesterday"}.get(days, f"{local:%A}")
        return f"{day}, {part}"
    return f"{local.day} {local:%B}"


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
