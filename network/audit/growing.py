"""How a chain grows: one writer at a time, each row covering the one before it, the newest noted apart."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from network.audit.chain import START, Chain
from network.audit.heads import keep_head

# Serialises writers on PostgreSQL for the rest of their transaction; any constant will do.
CHAIN_LOCK = 7_302_519


@transaction.atomic
def extend(chain: Chain, rows: Iterable[Any]) -> list[Any]:
    """Append these new rows in this order, in a fixed number of queries. They are made once the turn is ours.

    Call it last, after every row lock: whoever held the turn while waiting for a row would wait for its holder.
    """
    _take_turn()
    previous = chain.model._default_manager.order_by("-pk").values_list("hash", flat=True).first() or START
    made = list(rows)
    for row in made:
        row.previous = previous
        row.hash = previous = chain.digest(row)
    chain.model._default_manager.bulk_create(made)
    if made:
        keep_head(chain.name, made[-1])
    return made


def _take_turn() -> None:
    """Let one writer of a chain at a time pass, until its transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
