"""What an expert asks an office to change in a note: a letter that both read, sealed under the note's own id."""

from network.engagements.models import Contribution
from network.vault import services as vault

_NAME = "changes"


def keep_letter(contribution: Contribution, words: str) -> None:
    """Seal the words, replacing earlier ones."""
    vault.seal(contribution.public_id, **{_NAME: words})


def letter_of(contribution: Contribution) -> str:
    """The words for the two who write to one another; "" when there are none."""
    return vault.unseal(contribution.public_id, _NAME).get(_NAME, "")


def discard_letter(contribution: Contribution) -> None:
    """Forget the words: they are answered."""
    vault.discard(contribution.public_id, _NAME)
