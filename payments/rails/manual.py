"""Bank transfer or cheque, made by a person outside and recorded here."""

from payments.models import Attempt, Payee
from payments.rails import Answer, Capability, Onboarding
from payments.states import AttemptOutcome


class ManualRail:
    def onboard(self, payee: Payee, return_url: str) -> Onboarding:
        return Onboarding("Tell us where the money should go. Only the people who pay you can read it.")

    def capability(self, payee: Payee) -> Capability:
        if payee.state == Payee.State.READY:
            return Capability(payee.state, "We can pay you by bank transfer or cheque.")
        return Capability(payee.state, "Tell us where the money should go, then we can pay you.")

    def send(self, attempt: Attempt) -> Answer:
        """Nothing leaves by itself: the open attempt is finance's instruction."""
        return Answer(AttemptOutcome.PREPARED)

    def look_up(self, attempt: Attempt) -> Answer:
        """What a person recorded is all that is known."""
        return Answer(attempt.outcome, attempt.reference)

    def reverse(self, attempt: Attempt) -> Answer:
        """Nothing to call: whoever asks has seen the money come back on the bank's statement."""
        return Answer(AttemptOutcome.REVERSED, attempt.reference, "returned")
