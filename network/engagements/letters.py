"""What an expert asks an office to change in a note: a letter that both read, sealed under the note's own id."""

from collections.abc import Iterable

from network.engagements.models import Contribution
from network.vault import services as vault

_NAME = "changes"


def keep_letter(contribution: Contribution, words: str) -> None:
    """Seal the words, replacing earlier ones."""
    vault.seal(contribution.public_id, **{_NAME: words})


def letters_of(contributions: Iterable[Contribution]) -> dict[str, str]:
    """The words for the two who write to one another, `{public id: words}` where there are any. Two queries."""
    return vault.unseal_many([each.public_id for each in contributions], _NAME)


def discard_letter(contribution: Contribution) -> None:
    """Forget the words: they are answered."""
    vault.discard(contribution.public_id, _NAME)
