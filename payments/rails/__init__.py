"""How money leaves, behind one interface of five verbs. A rail never changes our rows; services do."""

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from payments.models import Attempt, Payee


class RailNotSetUp(Exception):
    """This deployment has no keys for the rail. The text may be shown."""


class RailUnreachable(Exception):
    """The rail does not answer now. The text may be shown."""


@dataclass(frozen=True)
class Onboarding:
    """What the payee does next: follow `url`, or read `instruction`. `account` is the rail's id for them."""

    instruction: str
    url: str = ""
    account: str = ""


@dataclass(frozen=True)
class Capability:
    """Whether the payee can be paid (a Payee.State), in words meant for them."""

    state: str
    words: str


@dataclass(frozen=True)
class Answer:
    """What the rail knows of an attempt: an AttemptOutcome, its reference there, a neutral reason code.

    `outcome` None means that the rail has never heard of the attempt.
    """

    outcome: str | None
    reference: str = ""
    reason: str = ""


class Rail(Protocol):
    """Calls may go over the network, so none is made inside a transaction."""

    def onboard(self, payee: Payee, return_url: str) -> Onboarding:
        """Begin or continue setting the payee up."""

    def capability(self, payee: Payee) -> Capability:
        """Whether the payee can be paid now."""

    def send(self, attempt: Attempt) -> Answer:
        """Move the money under `attempt.key`; the same key never moves it twice."""

    def look_up(self, attempt: Attempt) -> Answer:
        """What became of an attempt whose answer was lost."""

    def reverse(self, attempt: Attempt) -> Answer:
        """Bring the money back, where the rail can."""


RAILS: dict[str, str] = {
    Payee.Rail.MANUAL: "payments.rails.manual.ManualRail",
    Payee.Rail.STRIPE: "payments.rails.stripe.StripeRail",
}
# Rails that move the money themselves; on the others a person does and records it.
AUTOMATIC = {Payee.Rail.STRIPE}


def rail_named(name: str) -> Rail:
    """The rail of this name (Payee.Rail); imported at use, so that its SDK costs nothing elsewhere.

    Raises RailNotSetUp.
    """
    module, cls = RAILS[name].rsplit(".", 1)
    return getattr(import_module(module), cls)()
