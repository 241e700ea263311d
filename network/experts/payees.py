"""The one thread between an expert and payments: an opaque payee, opened when it is first needed."""

from django.db import transaction

from network.experts.models import Profile
from payments.models import Payee
from payments.services import open_payee


@transaction.atomic
def payee_for(profile: Profile) -> Payee:
    """The payee under which this expert is paid; the same one ever after. Payments never learns whose it is."""
    kept = Profile.objects.select_for_update().values_list("payee_ref", flat=True).get(pk=profile.pk)
    payee = Payee.objects.get(public_id=kept) if kept else open_payee()
    if not kept:
        Profile.objects.filter(pk=profile.pk).update(payee_ref=payee.public_id)
    profile.payee_ref = payee.public_id
    return payee
