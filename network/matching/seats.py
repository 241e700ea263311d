"""How many seats a request still has to fill. Who was invited and agreed is known above, and registered here."""

from collections.abc import Callable
from typing import NamedTuple

from network.consultations.models import ConsultationRequest


class Seats(NamedTuple):
    """Seats not agreed yet, and a sentence why no new round may begin ("" when it may)."""

    open: int
    wait: str = ""


_counters: list[Callable[[ConsultationRequest], Seats]] = []


def register_seat_count(count: Callable[[ConsultationRequest], Seats]) -> None:
    """Say how open seats are counted; called once from AppConfig.ready(). A second call replaces the first."""
    _counters[:] = [count]


def seats_of(request: ConsultationRequest) -> Seats:
    """The open seats of a request as the registered counter sees them."""
    return _counters[0](request)
