"""Stripe's events arrive: signature, age, then one row and a queued task. Nothing in the body is believed."""

import json

import stripe
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from payments import conf
from payments.access import public
from payments.services.events import keep_event

# Seconds; never 0, which would turn the check of age off.
TOLERANCE = 300


@public
@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Answer 200 for a verified event (new, replayed or unknown), 400 for anything else, 404 without a secret."""
    secret = conf.stripe_webhook_secret()
    if not secret:
        raise Http404
    try:
        event = _verified(request.body.decode(), request.headers.get("Stripe-Signature", ""), secret)
    except (stripe.SignatureVerificationError, ValueError, KeyError, AttributeError):
        return HttpResponse(status=400)
    keep_event(*event, conf.now())
    return HttpResponse(status=200)


def _verified(body: str, signature: str, secret: str) -> tuple[str, str, str]:
    """(event id, type, object id) of a body with a good, fresh signature; v1 and v2 events alike."""
    stripe.WebhookSignature.verify_header(body, signature, secret, tolerance=TOLERANCE)
    event = json.loads(body)
    thing = event.get("related_object") or event.get("data", {}).get("object") or {}
    return str(event["id"]), str(event["type"]), str(thing.get("id", ""))
