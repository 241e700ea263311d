"""What a deployment may set about payments, each with its default."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from payments.money import exponent

SECOND_PERSON_ABOVE_MAJOR = 1000


def now() -> datetime:
    """The present moment, from the callable that `PAYMENTS_CLOCK` names, so that a deployment has one clock."""
    return import_string(getattr(settings, "PAYMENTS_CLOCK", "django.utils.timezone.now"))()


def second_person_above(currency: str) -> int:
    """The amount (minor units) above which two different people must act on a payment.

    `PAYMENTS_SECOND_PERSON_ABOVE` maps currency to minor units; the default is 1000.00 of any currency.
    """
    table = getattr(settings, "PAYMENTS_SECOND_PERSON_ABOVE", {})
    return table.get(currency, SECOND_PERSON_ABOVE_MAJOR * 10 ** exponent(currency))


def details_hold() -> timedelta:
    """How long payments rest after payee details change (bank_details_change_hold, timing.csv)."""
    return getattr(settings, "PAYMENTS_DETAILS_HOLD", timedelta(hours=72))


def stripe_secret_key() -> str:
    return getattr(settings, "STRIPE_SECRET_KEY", "")


def stripe_webhook_secret() -> str:
    return getattr(settings, "STRIPE_WEBHOOK_SECRET", "")


def stripe_contact_domain() -> str:
    """Where the neutral contact address of a Stripe account is made; empty gives Stripe no address."""
    return getattr(settings, "STRIPE_CONTACT_DOMAIN", "")
