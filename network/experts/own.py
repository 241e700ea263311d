"""What the owner of sealed data reads of it herself, on pages that are hers alone."""

from network.experts.models import Profile
from network.experts.particulars import PARTICULARS
from network.vault import services as vault

PAYOUT_DETAILS = "payout_details"


def own_particulars(profile: Profile) -> dict[str, str]:
    """The owner's sealed particulars by name; those never given are absent."""
    return vault.unseal(profile.public_id, *PARTICULARS)


def own_payout_details(profile: Profile) -> str:
    """Where the owner's money goes, as she wrote it; empty when she has not."""
    return vault.unseal(profile.public_id, PAYOUT_DETAILS).get(PAYOUT_DETAILS, "")
