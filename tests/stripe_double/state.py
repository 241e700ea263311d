"""What the double remembers: recipient accounts, the platform's balance, transfers and reversals."""

import secrets
import time
from collections import defaultdict

from tests.stripe_double.routes import Route

RECIPIENT = "configuration.recipient"


class StripeSays(Exception):
    """An error answer: HTTP status, Stripe's code and message."""

    def __init__(self, message: str, code: str, status: int = 400):
        super().__init__(message)
        self.code, self.status = code, status


class State:
    """Handlers by (verb, path template); a route without one is refused, so that nothing is half-believed."""

    def __init__(self):
        self.accounts: dict[str, dict] = {}
        self.transfers: dict[str, dict] = {}
        self.balance: dict[str, int] = defaultdict(lambda: 10**9)
        self.handlers = {
            ("post", "/v2/core/accounts"): self.open_account,
            ("get", "/v2/core/accounts/{id}"): self.account,
            ("post", "/v2/core/account_links"): self.account_link,
            ("post", "/v1/transfers"): self.transfer,
            ("get", "/v1/transfers"): self.list_transfers,
            ("get", "/v1/transfers/{transfer}"): self.one_transfer,
            ("post", "/v1/transfers/{id}/reversals"): self.reverse,
        }

    def answer(self, route: Route, path: str, body: dict) -> dict:
        handler = self.handlers.get((route.verb, route.path))
        assert handler, f"the double has no handler for {route.verb} {route.path}"
        ids = [part for part, name in zip(path.split("/"), route.path.split("/"), strict=True) if "{" in name]
        return handler(*ids, body)

    def finish_onboarding(self, account: str, status: str = "active") -> None:
        """What the payee does on Stripe's pages."""
        self.accounts[account]["status"] = status

    def open_account(self, body: dict) -> dict:
        new = {"id": "acct_" + secrets.token_hex(8), "asked": body, "status": "restricted"}
        self.accounts[new["id"]] = new
        return self.account(new["id"], body)

    def account(self, account_id: str, body: dict) -> dict:
        account = self._account(account_id)
        thing = {
            "id": account_id,
            "object": "v2.core.account",
            "applied_configurations": ["recipient"],
            "dashboard": account["asked"].get("dashboard"),
            "metadata": account["asked"].get("metadata", {}),
            "livemode": False,
        }
        if RECIPIENT in body.get("include", []):
            transfers = {"status": account["status"], "status_details": []}
            recipient = {"applied": True, "capabilities": {"stripe_balance": {"stripe_transfers": transfers}}}
            thing["configuration"] = {"recipient": recipient}
        return thing

    def account_link(self, body: dict) -> dict:
        self._account(body["account"])
        return {
            "object": "v2.core.account_link",
            "account": body["account"],
            "url": f"https://connect.stripe.test/setup/{secrets.token_hex(8)}",
            "use_case": body["use_case"],
            "livemode": False,
        }

    def transfer(self, body: dict) -> dict:
        amount, currency = int(body["amount"]), body["currency"]
        account = self._account(body["destination"])
        if account["status"] != "active":
            raise StripeSays(
                "The destination cannot receive transfers.", "insufficient_capabilities_for_transfer"
            )
        if amount > self.balance[currency]:
            raise StripeSays("You have insufficient funds.", "balance_insufficient")
        self.balance[currency] -= amount
        new = {
            "id": "tr_" + secrets.token_hex(8),
            "object": "transfer",
            "amount": amount,
            "amount_reversed": 0,
            "created": int(time.time()),
            "currency": currency,
            "destination": body["destination"],
            "livemode": False,
            "metadata": body.get("metadata", {}),
            "reversed": False,
            "transfer_group": body.get("transfer_group"),
        }
        self.transfers[new["id"]] = new
        return new

    def list_transfers(self, body: dict) -> dict:
        group = body.get("transfer_group")
        found = [t for t in self.transfers.values() if group in (None, t["transfer_group"])]
        limit = int(body.get("limit", 10))
        return {
            "object": "list",
            "url": "/v1/transfers",
            "data": found[::-1][:limit],
            "has_more": len(found) > limit,
        }

    def one_transfer(self, transfer_id: str, body: dict) -> dict:
        if transfer_id not in self.transfers:
            raise StripeSays("No such transfer.", "resource_missing", 404)
        return self.transfers[transfer_id]

    def reverse(self, transfer_id: str, body: dict) -> dict:
        transfer = self.one_transfer(transfer_id, body)
        if transfer["reversed"]:
            raise StripeSays("The transfer is already reversed.", "transfer_already_reversed")
        transfer.update(reversed=True, amount_reversed=transfer["amount"])
        self.balance[transfer["currency"]] += transfer["amount"]
        return {
            "id": "trr_" + secrets.token_hex(8),
            "object": "transfer_reversal",
            "amount": transfer["amount"],
            "currency": transfer["currency"],
            "transfer": transfer_id,
            "metadata": body.get("metadata", {}),
        }

    def _account(self, account_id: str) -> dict:
        if account_id not in self.accounts:
            raise StripeSays("No such account.", "resource_missing", 404)
        return self.accounts[account_id]
