"""Which pages each role finds in its navigation. Apps register theirs in AppConfig.ready()."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class Room:
    """One entry of a role's navigation; `count` tells how many things wait there for a user.

    One that stands `beside` is found next to the account on every page, not among the role's own pages.
    """

    role: str
    label: str
    url_name: str
    order: int
    count: Callable[[object], int] | None = None
    beside: bool = False


_rooms: dict[tuple[str, str], Room] = {}


def register_room(
    role, label: str, url_name: str, order: int, count: Callable | None = None, *, beside: bool = False
) -> None:
    """Show `label` to everyone with `role`, sorted by `order`. The same page again replaces it."""
    _rooms[str(role), url_name] = Room(str(role), label, url_name, order, count, beside)


def rooms_for(roles: Iterable) -> list[Room]:
    """The pages of these roles in order, each URL name once."""
    wanted = {str(role) for role in roles}
    found = sorted((room for room in _rooms.values() if room.role in wanted), key=lambda room: room.order)
    return list({room.url_name: room for room in reversed(found)}.values())[::-1]


def navigation(user, roles: Iterable, path: str, *, beside: bool = False) -> list[dict]:
    """Those that stand `beside` the account or those that do not, as items `label, url, current, count` for the templates; the longest URL that begins `path` is current."""
    items = [
        {"label": room.label, "url": url, "current": False, "count": room.count(user) if room.count else 0}
        for room in rooms_for(roles)
        if room.beside is beside and (url := _url(room.url_name))
    ]
    return mark_current(items, path)


def mark_current(items: list[dict], path: str) -> list[dict]:
    """Mark the item whose URL is the longest beginning of `path`; none when no URL fits."""
    fitting = [item for item in items if path.startswith(item["url"])]
    if fitting:
        max(fitting, key=lambda item: len(item["url"]))["current"] = True
    return items


def _url(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None  # The page belongs to an app that this deployment does not serve.
