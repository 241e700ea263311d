"""A local Stripe whose contract is read from the installed SDK; see docs/payments.md.

double = StripeDouble()
client = stripe.StripeClient("sk_test_local", http_client=double)
"""

from tests.stripe_double.double import StripeDouble
from tests.stripe_double.events import signed_event

__all__ = ["StripeDouble", "signed_event"]
