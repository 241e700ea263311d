"""What an office is known for, told to an expert before she answers. Apps above add their lines."""

from collections.abc import Callable

from network.agencies.models import Agency

Line = Callable[[Agency], str]
_LINES: list[Line] = []


def register_record_line(line: Line) -> None:
    """Add one sentence about an office's conduct; "" says nothing. Called from AppConfig.ready()."""
    _LINES.append(line)


def record_of(agency: Agency) -> list[str]:
    """The office's record, one sentence a line, in the order of registration."""
    return [words for line in _LINES if (words := line(agency))]
