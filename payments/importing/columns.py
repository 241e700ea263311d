"""What may stand in a cell: parsers from text to a value, each refusing with the cure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from payments.money import LARGEST_MINOR, is_currency


class BadCell(ValueError):
    """The cell cannot be used: what is wrong, and what to write instead."""

    def __init__(self, problem: str, cure: str):
        super().__init__(problem)
        self.cure = cure


Parser = Callable[[str], Any]


@dataclass(frozen=True)
class Column:
    """One column of a file: its heading, its parser, and one line of help for the documented header."""

    name: str
    parse: Parser
    help: str = ""


def text(longest: int) -> Parser:
    """Any text up to `longest` characters, not empty."""

    def parse(cell: str) -> str:
        if not cell:
            raise BadCell("is empty", "Write something")
        if len(cell) > longest:
            raise BadCell(f"has {len(cell)} characters", f"Shorten it to {longest}")
        return cell

    return parse


def optional(parser: Parser, empty: Any = None) -> Parser:
    """The parser's value, or `empty` for an empty cell."""
    return lambda cell: parser(cell) if cell else empty


def whole_number(least: int = 0) -> Parser:
    """Digits only: a count, or an amount in minor units."""

    def parse(cell: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,18}", cell) or not least <= int(cell) <= LARGEST_MINOR:
            raise BadCell(f"“{cell}” is no whole number from {least} up", "Write digits only, like 8125")
        return int(cell)

    return parse


def choice(values: Iterable[str]) -> Parser:
    """One of the words given, exactly."""
    allowed = list(values)

    def parse(cell: str) -> str:
        if cell not in allowed:
            raise BadCell(f"“{cell}” is not known here", f"Write one of: {', '.join(allowed)}")
        return cell

    return parse


def yes_no(cell: str) -> bool:
    return choice(["yes", "no"])(cell) == "yes"


def day(cell: str) -> date:
    """A date as 2026-01-31."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell, re.ASCII):
            return date.fromisoformat(cell)
    except ValueError:
        pass
    raise BadCell(f"“{cell}” is no date", "Write year, month and day, like 2026-01-31")


def currency(cell: str) -> str:
    """An ISO 4217 code."""
    if not is_currency(cell):
        raise BadCell(f"“{cell}” is no currency", "Write its three capital letters, like USD")
    return cell


def jurisdiction(cell: str) -> str:
    """A country, or a country and its region: US, US-WA."""
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", cell):
        raise BadCell(
            f"“{cell}” is no jurisdiction", "Write a country or country and region, like US or US-WA"
        )
    return cell


def slug(longest: int) -> Parser:
    """Small letters, digits and hyphens."""

    def parse(cell: str) -> str:
        if len(cell) > longest or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", cell):
            raise BadCell(
                f"“{cell}” is no short name", "Use small letters, digits and hyphens, like written-review"
            )
        return cell

    return parse
