"""What may be read about an expert here, by that expert alone."""

from django.db.models import QuerySet
from django.http import Http404

from network.agencies.models import Agency
from network.agencies.states import AgencyState
from network.experts.models import Profile, Reading, Wall
from network.people.models import User
from payments.models import Payee

OFFICES_SHOWN = 20


def profile_of(user: User) -> Profile:
    """This person's own profile, asked for once per request; 404 for somebody who has none."""
    if "_profile" not in user.__dict__:
        user.__dict__["_profile"] = Profile.objects.filter(user=user).first()
    profile = user.__dict__["_profile"]
    if profile is None:
        raise Http404
    profile.user = user
    return profile


def profile_of_payee(payee_ref: str) -> Profile:
    """The expert paid under this reference, for finance; 404 for one who left and for none."""
    found = Profile.objects.filter(payee_ref=payee_ref).exclude(state=Profile.State.LEFT).first()
    if found is None:
        raise Http404
    return found


def payee_of(profile: Profile) -> Payee | None:
    """How this expert is paid, if that was ever said."""
    return Payee.objects.filter(public_id=profile.payee_ref).first() if profile.payee_ref else None


def readings_of(profile: Profile) -> QuerySet[Reading]:
    """Who looked at what of this expert's, newest first, to be paginated."""
    return profile.readings.order_by("-at", "-pk")


def walls_of(profile: Profile) -> QuerySet[Wall]:
    """The offices for which this expert does not exist, by name."""
    return profile.walls.select_related("agency").order_by("agency__name")


def offices_like(profile: Profile, words: str) -> list[Agency]:
    """Offices whose name holds these words and that have no wall yet; the first 20 by name."""
    named = Agency.objects.filter(name__icontains=words.strip()).exclude(state=AgencyState.DECLINED)
    return list(named.exclude(pk__in=profile.walls.values("agency")).order_by("name")[:OFFICES_SHOWN])


def office_named(public_id: str) -> Agency:
    """The office of this public id; 404 for none."""
    found = Agency.objects.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
