"""Events signed with the SDK's own helper."""

import json
import secrets
import time

import stripe
from stripe._api_version import _ApiVersion


def signed_event(kind: str, thing: dict, secret: str, at: int | None = None, **extra) -> tuple[str, str]:
    """(body, Stripe-Signature header) of a v1 event about `thing`; `at` is the time it was signed."""
    body = json.dumps(
        {
            "id": "evt_" + secrets.token_hex(8),
            "object": "event",
            "api_version": _ApiVersion.CURRENT,
            "created": int(time.time()),
            "type": kind,
            "livemode": False,
            "data": {"object": thing},
            **extra,
        }
    )
    return body, sign(body, secret, at)


def sign(body: str, secret: str, at: int | None = None) -> str:
    moment = at or int(time.time())
    return f"t={moment},v1={stripe.WebhookSignature._compute_signature(f'{moment}.{body}', secret)}"
