"""Promised money: committed before work is asked for, reserved when booked, the rest returned."""

from datetime import datetime

from django.db import transaction

from payments.models import Account, Fund
from payments.money import format_money
from payments.queries import balance
from payments.services import ledger

Kind = Account.Kind


class FundShort(Exception):
    """The fund has less left than was asked for; the text says how much, and may be shown."""


@transaction.atomic
def commit_funds(
    payer_ref: str, kind: str, reference: str, currency: str, limit_minor: int, by: str, at: datetime
) -> Fund:
    """Record a payer's promise (Fund.Kind) and make it available; `reference` is the order's number."""
    fund = Fund.objects.create(
        payer_ref=payer_ref,
        kind=kind,
        reference=reference,
        currency=currency,
        limit_minor=limit_minor,
        committed_by=by,
        committed_at=at,
    )
    ledger.shift(
        f"{fund.public_id}:commit",
        payer_account(fund),
        available_account(fund),
        limit_minor,
        at,
        fund.public_id,
    )
    return fund


@transaction.atomic
def reserve(fund: Fund, amount_minor: int, key: str, at: datetime, subject: str) -> None:
    """Set `amount_minor` aside in the fund; FundShort when less than that is free."""
    fund = lock_fund(fund)
    free = available(fund)
    if amount_minor > free:
        raise FundShort(
            f"The fund has {format_money(free, fund.currency)} left, "
            f"{format_money(amount_minor, fund.currency)} is needed."
        )
    ledger.shift(key, available_account(fund), reserved_account(fund), amount_minor, at, subject)


@transaction.atomic
def return_rest(fund: Fund, at: datetime) -> int:
    """Give what is free back to the payer; returns how much. Nothing free returns 0 and writes nothing."""
    fund = lock_fund(fund)
    rest = available(fund)
    if rest:
        earlier = payer_account(fund).lines.count()
        key = f"{fund.public_id}:return:{earlier}"
        ledger.shift(key, available_account(fund), payer_account(fund), rest, at, fund.public_id)
    return rest


def available(fund: Fund, at: datetime | None = None) -> int:
    """What is free in the fund, in minor units, now or at a past moment."""
    return balance(available_account(fund), at)


def lock_fund(fund: Fund) -> Fund:
    """The fund's row, locked: two bookings must not both see the same free money."""
    return Fund.objects.select_for_update().get(pk=fund.pk)


def payer_account(fund: Fund) -> Account:
    """Held per fund, so that a fund's whole story is the lines of its own accounts."""
    return ledger.account(Kind.PAYER, fund.public_id, fund.currency)


def available_account(fund: Fund) -> Account:
    """What is free in the fund."""
    return ledger.account(Kind.AVAILABLE, fund.public_id, fund.currency)


def reserved_account(fund: Fund) -> Account:
    """What is set aside in the fund."""
    return ledger.account(Kind.RESERVED, fund.public_id, fund.currency)
