"""How a person can be reached safely: the shape, and the writing side. Reading is the compiler's alone."""

import re
from dataclasses import asdict, dataclass, replace
from typing import Literal

from network.common.ids import new_public_id
from network.people.disguises import LANGUAGES, SENDERS, SUBJECTS
from network.people.neutral import telling_words
from network.vault import services as vault

NAME = "safe_contact"
CODE_WORD = re.compile(
    r"[^\W\d_]+( [^\W\d_]+)?"
)  # One or two words of letters: nothing that could be a link.
CODE_WORD_LENGTH = 24


class Unsafe(ValueError):
    """A combination of choices that must not exist."""


@dataclass(frozen=True)
class SafeContact:
    """Choices about messages; everything is off until chosen. `channel` "none" means: only inside the network.

    Hours are whole local hours in the person's own zone, `hours_from` < `hours_to`; days are 0 (Monday) to 6.
    `sender_name`, `subject` and `language` are keys of disguises. `code_word` shows its owner that a message
    is ours. `ref` names this way of being reached: a new channel or address gets a new one. Raises Unsafe.
    """

    channel: Literal["none", "email"] = "none"
    address: str = ""
    sender_name: str = "account"
    subject: str = "waiting"
    language: str = "en"
    hours_from: int = 8
    hours_to: int = 20
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    read_by_me_alone: bool = False
    may_name_network: bool = False
    code_word: str = ""
    ref: str = ""

    def __post_init__(self):
        known = (self.sender_name in SENDERS, self.subject in SUBJECTS, self.language in LANGUAGES)
        if not all(known):
            raise Unsafe("a sender, a subject or a language that nobody wrote")
        if self.may_name_network and not self.read_by_me_alone:
            raise Unsafe("what others may read never names the network")
        if self.code_word and not is_safe_code_word(self.code_word):
            raise Unsafe("a code word that tells something")

    @property
    def sender_in_words(self) -> str:
        return SENDERS[self.sender_name][self.language]

    @property
    def subject_in_words(self) -> str:
        return SUBJECTS[self.subject][self.language]


def is_safe_code_word(word: str) -> bool:
    """Whether this may stand in a message: one or two plain words that say nothing about us."""
    return len(word) <= CODE_WORD_LENGTH and bool(CODE_WORD.fullmatch(word)) and not telling_words(word)


def keep_safe_contact(owner: str, contact: SafeContact) -> None:
    """Seal the choices under `owner` (a person's, an official's or a join request's public id).

    A changed channel or address gets a new `ref`, so whatever was confirmed about the old one no longer counts.
    """
    before = own_contact(owner)
    same = (before.channel, before.address) == (contact.channel, contact.address)
    ref = before.ref if same and before.ref else new_public_id()
    vault.seal(owner, **{NAME: asdict(replace(contact, ref=ref))})


def contact_from(stored: dict | None) -> SafeContact:
    """The choices as they were sealed; nothing sealed means: never a message."""
    return SafeContact(**{**stored, "days": tuple(stored["days"])}) if stored else SafeContact()


def own_contact(owner: str) -> SafeContact:
    """The choices for the page of the person they belong to, and nobody else's."""
    return contact_from(vault.unseal(owner, NAME).get(NAME))
