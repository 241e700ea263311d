"""The one way money moves: a balanced set of lines under a key that is used once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from payments.models import Account, Line, Movement


class LedgerError(Exception):
    """The lines cannot be posted."""


class Unbalanced(LedgerError):
    """The lines do not sum to zero in every currency."""


class KeyReused(LedgerError):
    """The key already belongs to other lines."""


@dataclass(frozen=True)
class Entry:
    """One line to be: what `account` gains (positive) or loses, in its currency's minor units."""

    account: Account
    amount_minor: int


def account(kind: str, owner: str, currency: str) -> Account:
    """The account of this owner, opened at first use."""
    return Account.objects.get_or_create(kind=kind, owner=owner, currency=currency)[0]


def post(key: str, lines: Sequence[Entry], at: datetime, subject: str = "") -> Movement:
    """Write one movement; the same key with the same lines returns the one already there.

    `subject` is the public id the movement belongs to. Raises Unbalanced, or KeyReused when the key
    stands for other lines. Safe against a concurrent post of the same key.
    """
    _check_balance(lines)
    existing = Movement.objects.filter(key=key).first()
    if existing is None:
        try:
            return _write(key, lines, at, subject)
        except IntegrityError:
            # Somebody else wrote the key between our look and our insert, or the database refused the lines.
            existing = Movement.objects.filter(key=key).first()
            if existing is None:
                raise
    return _same_or_refuse(existing, lines)


def shift(
    key: str, source: Account, target: Account, amount_minor: int, at: datetime, subject: str
) -> Movement:
    """Post the two lines that take `amount_minor` from `source` to `target`."""
    return post(key, [Entry(source, -amount_minor), Entry(target, amount_minor)], at, subject)


def _check_balance(lines: Sequence[Entry]) -> None:
    sums: dict[str, int] = defaultdict(int)
    for line in lines:
        sums[line.account.currency] += line.amount_minor
    if len(lines) < 2 or any(sums.values()) or not all(line.amount_minor for line in lines):
        raise Unbalanced(
            "a movement needs two lines or more, none of them zero, summing to zero per currency"
        )


@transaction.atomic
def _write(key: str, lines: Sequence[Entry], at: datetime, subject: str) -> Movement:
    movement = Movement(key=key, subject=subject, at=at)
    # Lines first: the movement's own insert checks and seals them (see models/ledger.py).
    Line.objects.bulk_create(
        Line(
            movement=movement,
            account=line.account,
            amount_minor=line.amount_minor,
            currency=line.account.currency,
        )
        for line in lines
    )
    movement.save(force_insert=True)
    return movement


def _same_or_refuse(movement: Movement, lines: Sequence[Entry]) -> Movement:
    written = sorted(movement.lines.values_list("account_id", "amount_minor"))
    if written != sorted((line.account.pk, line.amount_minor) for line in lines):
        raise KeyReused("this key already belongs to another movement")
    return movement
