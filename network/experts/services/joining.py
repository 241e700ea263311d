"""An expert's profile begins."""

from django.db import transaction

from network.audit.log import record
from network.common import clock
from network.experts.models import Profile
from network.people.models import User


@transaction.atomic
def create_profile(user: User, reference: str = "") -> Profile:
    """An empty profile for somebody who joined as an expert; their own, if they have one already."""
    profile, is_new = Profile.objects.get_or_create(user=user, defaults={"joined_at": clock.now()})
    if is_new:
        record(user, "experts.joined", profile)
    return profile
