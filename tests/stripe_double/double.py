"""The transport: what arrives is checked against the contract, kept under its key, answered from the state."""

import json
import secrets
import threading
from urllib.parse import urlsplit

import stripe
from stripe._api_version import _ApiVersion
from stripe._http_client import HTTPClient

from tests.stripe_double.contract import Refused, check, reply_fields
from tests.stripe_double.forms import decode_form
from tests.stripe_double.routes import Route, find_route
from tests.stripe_double.state import State, StripeSays

Reply = tuple[str, int, dict]
KEY_REUSED = (
    "Keys for idempotent requests can only be used with the same parameters they were first used with."
)


class StripeDouble(HTTPClient):
    """Give it to stripe.StripeClient as http_client.

    `faults` is a list of what goes wrong with the next calls: "lost request" and "lost answer" raise a
    connection error before and after the work, (code, error) answers that. `calls` is what was asked.
    """

    name = "local"

    def __init__(self):
        super().__init__()
        self.state = State()
        self.calls: list[tuple[str, str, dict, dict]] = []
        self.faults: list = []
        # Stripe answers requests with one key one after another.
        self.one_at_a_time = threading.Lock()
        self.kept: dict[str, tuple[tuple, Reply]] = {}

    def request(self, method, url, headers=None, post_data=None, **_):
        fault = self.faults.pop(0) if self.faults else None
        if fault == "lost request":
            raise stripe.APIConnectionError("the request was lost")
        if isinstance(fault, tuple):
            return _reply(fault[0], {"error": fault[1]})
        lower = {name.lower(): value for name, value in (headers or {}).items()}
        with self.one_at_a_time:
            reply = self._answer(method, url, lower, post_data)
        if fault == "lost answer":
            raise stripe.APIConnectionError("the answer was lost")
        return reply

    def forget_keys(self) -> None:
        """What Stripe may do after 24 hours."""
        self.kept.clear()

    def close(self):
        """Nothing is held open."""

    def _answer(self, method: str, url: str, headers: dict, post_data: str | None) -> Reply:
        parts = urlsplit(url)
        route = find_route(method, parts.path)
        if route is None:
            return _error(404, f"Unrecognized request URL ({method.upper()}: {parts.path}).")
        if headers.get("stripe-version") != _ApiVersion.CURRENT:
            return _error(400, f"Invalid Stripe API version: {headers.get('stripe-version')}")
        raw = (post_data if method == "post" else parts.query) or ""
        body = json.loads(raw) if raw.startswith("{") else decode_form(raw)
        self.calls.append((method, parts.path, body, headers))
        key = headers.get("idempotency-key") if method == "post" else None
        if key in self.kept:
            return self._replay(key, (parts.path, raw))
        reply = self._work(route, parts.path, body)
        # Stripe keeps no answer for a request that failed its checks before any work began.
        if key and reply[1] == 200:
            self.kept[key] = ((parts.path, raw), reply)
        return reply

    def _replay(self, key: str, request: tuple) -> Reply:
        first, (text, code, headers) = self.kept[key]
        if first != request:
            return _error(400, KEY_REUSED, type="idempotency_error")
        return text, code, {**headers, "Idempotent-Replayed": "true"}

    def _work(self, route: Route, path: str, body: dict) -> Reply:
        try:
            thing = self.state.answer(route, path, check(route.params, body) if route.params else body)
        except Refused as refused:
            return _error(400, str(refused), param=refused.param)
        except StripeSays as says:
            return _error(says.status, str(says), code=says.code)
        _check_reply(route, thing)
        return _reply(200, thing)


def _check_reply(route: Route, thing: dict) -> None:
    """Our own replies may not invent fields either."""
    if route.reply and "[" not in route.reply_text:
        extra = set(thing) - reply_fields(route.reply) - {"object", "id", "deleted"}
        assert not extra, f"the double's reply for {route.path} has fields that Stripe's has not: {extra}"


def _reply(code: int, thing: dict) -> Reply:
    headers = {"Request-Id": "req_" + secrets.token_hex(7), "Stripe-Version": _ApiVersion.CURRENT}
    return json.dumps(thing, default=str), code, headers


def _error(status: int, message: str, **fields) -> Reply:
    return _reply(status, {"error": {"type": "invalid_request_error", "message": message, **fields}})
