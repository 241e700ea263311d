"""What may be read about an expert here, by that expert alone."""

from django.http import Http404

from network.experts.models import Profile
from network.people.models import User


def profile_of(user: User) -> Profile:
    """This person's own profile, asked for once per request; 404 for somebody who has none."""
    if "_profile" not in user.__dict__:
        user.__dict__["_profile"] = Profile.objects.filter(user=user).first()
    profile = user.__dict__["_profile"]
    if profile is None:
        raise Http404
    profile.user = user
    return profile
