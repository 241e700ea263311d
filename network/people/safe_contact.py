"""How a person can be reached safely: the shape, and the writing side. Reading is the compiler's alone."""

from dataclasses import asdict, dataclass
from typing import Literal

from network.vault import services as vault

NAME = "safe_contact"
# What a shared inbox may show. None names the network, its field or an office.
SENDER_NAMES = ("Calendar", "Reading group", "Account notices", "Local library")
SUBJECTS = ("Something is waiting for you", "A reminder", "Your update")


@dataclass(frozen=True)
class SafeContact:
    """Choices about messages. `channel` "none" means: only inside the network, never a message.

    Hours are whole local hours in the person's own zone, `hours_from` < `hours_to`; days are 0 (Monday) to 6.
    """

    channel: Literal["none", "email"] = "none"
    address: str = ""
    sender_name: str = SENDER_NAMES[2]
    subject: str = SUBJECTS[0]
    hours_from: int = 8
    hours_to: int = 20
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    may_name_network: bool = False


def keep_safe_contact(owner: str, contact: SafeContact) -> None:
    """Seal the choices under `owner` (a person's, an official's or a join request's public id)."""
    vault.seal(owner, **{NAME: asdict(contact)})


def contact_from(stored: dict | None) -> SafeContact:
    """The choices as they were sealed; nothing sealed means: never a message."""
    return SafeContact(**{**stored, "days": tuple(stored["days"])}) if stored else SafeContact()


def own_contact(owner: str) -> SafeContact:
    """The choices for the page of the person they belong to, and nobody else's."""
    return contact_from(vault.unseal(owner, NAME).get(NAME))
