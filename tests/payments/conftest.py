import socket

import pytest
import stripe

from payments.rails import stripe as stripe_rail
from tests.stripe_double import StripeDouble

WEBHOOK_SECRET = "whsec_local"


@pytest.fixture
def double(monkeypatch, settings):
    """Stripe's double in place of Stripe, and no way to the network."""

    def refuse(*_, **__):
        raise AssertionError("this test went to the network")

    stripe_double = StripeDouble()
    client = stripe.StripeClient("sk_test_local", http_client=stripe_double, max_network_retries=0)
    monkeypatch.setattr(stripe_rail, "client", lambda: client)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    settings.STRIPE_WEBHOOK_SECRET = WEBHOOK_SECRET
    return stripe_double
