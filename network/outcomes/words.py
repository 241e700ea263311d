"""What a contributor says is missing, sealed under a key of the verdict's own: she may tell of herself in it."""

from collections.abc import Iterable

from network.audit.log import record
from network.outcomes.models import Recommendation, Verdict
from network.people.models import User
from network.vault import services as vault

_NAME = "missing"


def keep(verdict: Verdict, words: str) -> None:
    """Seal the words, replacing earlier ones; empty words are none."""
    if words.strip():
        vault.seal(verdict.public_id, **{_NAME: words})
    else:
        vault.discard(verdict.public_id, _NAME)


def own_words(verdicts: Iterable[Verdict]) -> dict[str, str]:
    """What this person wrote, `{public id: words}`. The caller has only her own verdicts. Two queries."""
    return vault.unseal_many([verdict.public_id for verdict in verdicts], _NAME)


def read_disputes(recommendation: Recommendation, viewer: User) -> list[str]:
    """What those who dispute the change say is missing, without who says it; the reading is audited.

    The caller has checked that the viewer belongs to the office.
    """
    disputes = recommendation.verdicts.filter(holds=False).order_by("at", "pk")
    said = vault.unseal_many(list(disputes.values_list("public_id", flat=True)), _NAME)
    if said:
        record(viewer, "outcomes.disputes.read", recommendation, role="official", count=len(said))
    return [said[each.public_id] for each in disputes if each.public_id in said]


def forget(verdict: Verdict) -> None:
    """Destroy the verdict's key: nobody reads the words again."""
    vault.shred(verdict.public_id)
