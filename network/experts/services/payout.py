"""An expert says how she is paid. Where the money goes is sealed; payments learns only that it changed."""

from django.db import transaction

from network.common import clock
from network.experts.models import Profile
from network.experts.own import PAYOUT_DETAILS, own_payout_details
from network.experts.payees import payee_for
from network.experts.services.profile import mark_answered
from network.notifications.services import notify
from network.vault import services as vault
from payments.models import Payee
from payments.rails import Onboarding, rail_named
from payments.services import begin_onboarding, change_details, refresh_capability


@transaction.atomic
def keep_payout_details(profile: Profile, details: str) -> None:
    """Be paid by bank transfer or cheque to this place. A change makes due payments rest for 72 h."""
    payee = payee_for(profile)
    changed = own_payout_details(profile) != details or payee.rail != Payee.Rail.MANUAL
    vault.seal(profile.public_id, **{PAYOUT_DETAILS: details})
    if changed or payee.state != Payee.State.READY:
        _tell_payments(profile, payee, Payee.Rail.MANUAL)
    mark_answered(profile, "pay")


def begin_stripe(profile: Profile, country: str, return_url: str) -> Onboarding:
    """Be paid by Stripe: what to do next there. Raises RailNotSetUp or RailUnreachable.

    The call to Stripe is made after our own rows are saved, so that no lock waits for the network.
    """
    rail_named(Payee.Rail.STRIPE)  # Nothing changes where Stripe is not set up.
    with transaction.atomic():
        payee = payee_for(profile)
        if payee.rail != Payee.Rail.STRIPE or payee.country != country:
            payee = _tell_payments(profile, payee, Payee.Rail.STRIPE, country)
        mark_answered(profile, "pay")
    return begin_onboarding(payee, return_url)


def refresh_payee(profile: Profile) -> Payee:
    """The payee with what its rail says now. Raises RailNotSetUp or RailUnreachable."""
    return refresh_capability(payee_for(profile))


def _tell_payments(profile: Profile, payee: Payee, rail: str, country: str = "") -> Payee:
    now = clock.now()
    told = change_details(payee, profile.user.public_id, now, rail=rail, country=country)
    notify(
        profile.user,
        "security.payout",
        profile,
        key=f"security.payout:{profile.public_id}:{now:%Y%m%d%H%M%S}",
    )
    return told
