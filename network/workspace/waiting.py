"""One thing that waits for somebody, in whatever app it lives, in the order of deadlines."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

_LAST = datetime.max.replace(tzinfo=UTC)


class Waiting(NamedTuple):
    """`title` says what to do, `about` for what; the page is `url_name` of `public_id`. `at` is when something happens,
    `who` the expert as the viewer may call her.
    """

    title: str
    about: str
    url_name: str
    public_id: str = ""
    due: datetime | None = None
    at: datetime | None = None
    who: str = ""

    @property
    def url_args(self) -> list[str]:
        return [self.public_id] if self.public_id else []


def in_order(*lists: Iterable[Waiting]) -> list[Waiting]:
    """All of them, the nearest deadline first, those without one last."""
    return sorted((each for found in lists for each in found), key=lambda each: each.due or _LAST)
