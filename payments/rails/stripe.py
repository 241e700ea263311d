"""Stripe Connect: a recipient account for each payee, separate transfers. Stripe learns one random id."""

import stripe

from payments import conf
from payments.models import Attempt, Payee
from payments.rails import Answer, Capability, Onboarding, RailNotSetUp, RailUnreachable
from payments.states import AttemptOutcome

# Errors that say for certain that no transfer was made; after any other one the result is unknown.
CERTAIN = (stripe.InvalidRequestError, stripe.PermissionError)
WORDS = {
    Payee.State.READY: "Stripe can pay you.",
    Payee.State.PENDING: "Stripe is checking what you gave. There is nothing to do now.",
    Payee.State.RESTRICTED: "Stripe needs something more from you before we can pay you.",
}
STATES = {"active": Payee.State.READY, "pending": Payee.State.PENDING}


def client() -> stripe.StripeClient:
    """The SDK's client; RailNotSetUp without a key. It never retries by itself: we look up first."""
    key = conf.stripe_secret_key()
    if not key:
        raise RailNotSetUp("Paying by Stripe is not set up here.")
    return stripe.StripeClient(key, max_network_retries=0)


class StripeRail:
    def __init__(self):
        self.client = client()

    def onboard(self, payee: Payee, return_url: str) -> Onboarding:
        """A link to Stripe's own pages; what is typed there never passes through us."""
        try:
            account = payee.stripe_account or self._open_account(payee)
            link = self.client.v2.core.account_links.create(_link_params(account, return_url))
        except stripe.StripeError as error:
            raise RailUnreachable(
                "Stripe does not answer as it should. Try again in some minutes."
            ) from error
        return Onboarding("Stripe asks who you are and where your money should go.", link.url, account)

    def capability(self, payee: Payee) -> Capability:
        if not payee.stripe_account:
            return Capability(Payee.State.PENDING, "Set yourself up with Stripe, then we can pay you.")
        try:
            account = self.client.v2.core.accounts.retrieve(
                payee.stripe_account, {"include": ["configuration.recipient"]}
            )
        except stripe.StripeError as error:
            raise RailUnreachable(
                "Stripe does not answer as it should. Try again in some minutes."
            ) from error
        state = STATES.get(_transfers_status(account), Payee.State.RESTRICTED)
        return Capability(state, WORDS[state])

    def send(self, attempt: Attempt) -> Answer:
        try:
            transfer = self.client.v1.transfers.create(
                _transfer_params(attempt), {"idempotency_key": attempt.key}
            )
        except CERTAIN as error:
            return Answer(AttemptOutcome.REFUSED, reason=error.code or "refused")
        except stripe.StripeError:
            return Answer(AttemptOutcome.SENT)
        return _answer(transfer)

    def look_up(self, attempt: Attempt) -> Answer:
        try:
            found = self.client.v1.transfers.list({"transfer_group": attempt.public_id, "limit": 1})
        except stripe.StripeError:
            return Answer(AttemptOutcome.SENT)
        return _answer(found.data[0]) if found.data else Answer(None)

    def reverse(self, attempt: Attempt) -> Answer:
        try:
            self.client.v1.transfers.reversals.create(
                attempt.reference, options={"idempotency_key": f"{attempt.key}-reverse"}
            )
        except stripe.StripeError:
            return self.look_up(attempt)
        return Answer(AttemptOutcome.REVERSED, attempt.reference, "reversed")

    def fetch(self, transfer_id: str) -> tuple[str, Answer]:
        """The attempt's public id that a transfer belongs to, and what became of it; "" for none of ours.

        Raises RailUnreachable.
        """
        try:
            transfer = self.client.v1.transfers.retrieve(transfer_id)
        except CERTAIN:
            return "", Answer(None)
        except stripe.StripeError as error:
            raise RailUnreachable("Stripe does not answer as it should.") from error
        return transfer.transfer_group or "", _answer(transfer)

    def _open_account(self, payee: Payee) -> str:
        key = f"payee-{payee.public_id}"
        return self.client.v2.core.accounts.create(_account_params(payee), {"idempotency_key": key}).id


def _answer(transfer: stripe.Transfer) -> Answer:
    if transfer.reversed:
        return Answer(AttemptOutcome.REVERSED, transfer.id, "reversed")
    return Answer(AttemptOutcome.ACCEPTED, transfer.id)


def _transfers_status(account: stripe.v2.core.Account) -> str:
    recipient = account.configuration and account.configuration.recipient
    balance = recipient and recipient.capabilities and recipient.capabilities.stripe_balance
    transfers = balance and balance.stripe_transfers
    return transfers.status if transfers else ""


def _transfer_params(attempt: Attempt) -> dict:
    return {
        "amount": attempt.payment.amount_minor,
        "currency": attempt.payment.currency.lower(),
        "destination": attempt.payment.payee.stripe_account,
        # What a lost answer is looked up by.
        "transfer_group": attempt.public_id,
        "metadata": {"id": attempt.public_id},
    }


def _account_params(payee: Payee) -> dict:
    params = {
        "configuration": {
            "recipient": {"capabilities": {"stripe_balance": {"stripe_transfers": {"requested": True}}}}
        },
        "dashboard": "express",
        "defaults": {
            "responsibilities": {"fees_collector": "application", "losses_collector": "application"}
        },
        "metadata": {"id": payee.public_id},
    }
    if payee.country:
        params["identity"] = {"country": payee.country.lower()}
    if conf.stripe_contact_domain():
        params["contact_email"] = f"{payee.public_id}@{conf.stripe_contact_domain()}"
    return params


def _link_params(account: str, return_url: str) -> dict:
    onboarding = {"refresh_url": return_url, "return_url": return_url}
    return {"account": account, "use_case": {"type": "account_onboarding", "account_onboarding": onboarding}}
