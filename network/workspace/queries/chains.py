"""Whether the newest part of each hash chain fits together, for auditors to see at once."""

from typing import NamedTuple

from network.audit.chain import START, Chain, all_chains

CHECKED = 100


class ChainEnd(NamedTuple):
    """`checked` newest entries of a chain, and how many of them do not fit."""

    name: str
    checked: int
    broken: int


def chain_ends() -> list[ChainEnd]:
    """Each chain's newest entries, checked again, one query a chain; `manage.py audit_verify` checks all of it."""
    return [_end(chain) for chain in all_chains()]


def _end(chain: Chain) -> ChainEnd:
    rows = list(chain.model._default_manager.order_by("-pk")[: CHECKED + 1])[::-1]
    whole = len(rows) <= CHECKED
    befores = [START if whole else None, *(row.hash for row in rows)]
    broken = sum(
        row.hash != chain.digest(row) or before not in {None, row.previous}
        for before, row in zip(befores, rows, strict=False)
    )
    return ChainEnd(chain.name, len(rows), broken)
