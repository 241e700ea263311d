"""What can happen that somebody should know. Each app registers its own events in AppConfig.ready()."""

from typing import NamedTuple

SECURITY = "security."


class Event(NamedTuple):
    """`words` are shown inside the network only. `url_name` takes the subject's public id; empty: no page.

    `mails`: whether a neutral mail may announce it.
    """

    name: str
    words: str
    url_name: str = ""
    mails: bool = True


_EVENTS: dict[str, Event] = {}


def register_event(name: str, words: str, url_name: str = "", mails: bool = True) -> None:
    """Declare an event once; a name used twice is a programming error.

    Names that begin with "security." stay inside the network: a mail would warn whoever got in.
    """
    if mails and name.startswith(SECURITY):
        raise ValueError(f"event {name} must not be mailed")
    event = Event(name, words, url_name, mails)
    if _EVENTS.setdefault(name, event) != event:
        raise ValueError(f"event {name} is registered twice")


def event_named(name: str) -> Event:
    """The registered event."""
    return _EVENTS[name]


def all_events() -> list[Event]:
    """Every event, by name."""
    return sorted(_EVENTS.values())
