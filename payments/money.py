"""Money: integer minor units with an ISO 4217 currency. No float comes near it."""

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import NumberFormatError, list_currencies, parse_decimal

# ISO 4217 exponents that are not 2. Babel's own digits follow everyday use, not the standard.
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
EXPONENTS = dict.fromkeys(_NONE.split(), 0) | dict.fromkeys(_THREE.split(), 3)
# What the database's integer column and any real payment stay below.
LARGEST_MINOR = 10**15


class MoneyError(ValueError):
    """Text that is not an amount; the message names the cure."""


def exponent(currency: str) -> int:
    """Decimal places of the currency (ISO 4217): 0 for JPY, 2 for USD, 3 for KWD."""
    return EXPONENTS.get(currency, 2)


def is_currency(code: str) -> bool:
    return code in list_currencies()


@dataclass(frozen=True)
class Money:
    """An amount in minor units (cents, yen, fils) of one currency."""

    amount_minor: int
    currency: str

    def __str__(self) -> str:
        return format_money(self.amount_minor, self.currency)


def to_decimal(amount_minor: int, currency: str) -> Decimal:
    """Minor units as an exact Decimal in major units: (1250, "USD") is Decimal("12.50")."""
    return Decimal(amount_minor).scaleb(-exponent(currency))


@lru_cache(maxsize=4096)
def format_money(amount_minor: int, currency: str, locale: str = "en") -> str:
    """The amount as people read it: (125000, "USD") is "$1,250.00"."""
    pattern = copy(Locale.parse(locale).currency_formats["standard"])
    pattern.frac_prec = (exponent(currency),) * 2
    return pattern.apply(to_decimal(amount_minor, currency), locale, currency, currency_digits=False)


def parse_money(text: str, currency: str, locale: str = "en") -> int:
    """Minor units from typed text such as "1,250.00"; MoneyError names the cure."""
    try:
        value = parse_decimal(text.strip(), locale=locale, strict=True)
    except NumberFormatError:
        value = None
    if value is None or re.search("[^\\W\\d]", text):
        raise MoneyError("Write the amount in digits, like 1250.00")
    minor = value.scaleb(exponent(currency))
    if minor != minor.to_integral_value():
        raise MoneyError(f"{currency} has {exponent(currency)} decimal places: round the amount to that")
    if abs(minor) > LARGEST_MINOR:
        raise MoneyError("The amount is too large: check the number of zeros")
    return int(minor)


def ceil_div(numerator: int, denominator: int) -> int:
    """Integer division rounded up: what is owed to a person is never rounded away."""
    return -(-numerator // denominator)


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Share `total` by `weights` with the largest-remainder method; the shares sum exactly to it.

    Equal remainders go to the earlier share. Raises ValueError without a positive weight or below zero.
    """
    whole = sum(weights)
    if total < 0 or whole <= 0 or min(weights) < 0:
        raise ValueError("split needs a total and weights of zero or more, not all zero")
    shares = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in by_remainder[: total - sum(shares)]:
        shares[index] += 1
    return shares
