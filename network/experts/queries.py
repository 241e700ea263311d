"""What may be read about an expert here, by that expert alone."""

from django.db.models import Q, QuerySet
from django.http import Http404

from network.agencies.jurisdictions import JURISDICTIONS
from network.agencies.models import Agency, Official
from network.agencies.states import AgencyState
from network.common import clock
from network.experts.models import Opening, Profile, Reading, Wall
from network.experts.walls import Before
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


def openings() -> QuerySet[Opening]:
    """Every opening in danger for managers, newest first, to be paginated."""
    return Opening.objects.order_by("-asked_at", "-pk")


def openings_of(profile: Profile) -> QuerySet[Opening]:
    """Whoever asked to open something of this expert's because of a danger, newest first; the last 10."""
    return profile.openings.order_by("-asked_at", "-pk")[:10]


def openings_waiting(viewer: User) -> int:
    """How many openings this manager can still agree to."""
    waiting = Opening.objects.filter(state=Opening.State.ASKED, open_until__gt=clock.now())
    return waiting.exclude(asked_by=viewer).count()


def opening_named(public_id: str) -> Opening:
    """One opening with its people, for managers; 404 for none."""
    found = Opening.objects.select_related("profile__user", "asked_by").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def expert_signing_in_as(alias: str) -> Profile | None:
    """The expert of this sign-in name who has not left, if there is one."""
    there = Profile.objects.exclude(state=Profile.State.LEFT)
    return there.filter(user__alias__iexact=alias.strip()).first()


def payee_of(profile: Profile) -> Payee | None:
    """How this expert is paid, if that was ever said."""
    return Payee.objects.filter(public_id=profile.payee_ref).first() if profile.payee_ref else None


def readings_of(profile: Profile) -> QuerySet[Reading]:
    """Who looked at what of this expert's, newest first, to be paginated."""
    return profile.readings.order_by("-at", "-pk")


def walls_of(profile: Profile) -> QuerySet[Wall]:
    """For whom this expert does not exist, in the order in which she said so."""
    return profile.walls.select_related("agency", "official__agency").order_by("since", "pk")


def offices_like(profile: Profile, words: str) -> list[Agency]:
    """Offices whose name holds these words and that have no wall yet; the first 20 by name."""
    named = Agency.objects.filter(name__icontains=words.strip()).exclude(state=AgencyState.DECLINED)
    named = named.exclude(pk__in=profile.walls.exclude(agency=None).values("agency"))
    return list(named.order_by("name")[:OFFICES_SHOWN])


def officials_like(profile: Profile, words: str, person: str) -> list[Official]:
    """People of offices of that name whose own name or role holds `person`, and who have no wall yet; the first 20."""
    part = person.strip()
    found = Official.objects.filter(Q(name__icontains=part) | Q(job_title__icontains=part))
    found = found.filter(agency__name__icontains=words.strip()).exclude(
        pk__in=profile.walls.exclude(official=None).values("official")
    )
    return list(found.select_related("agency").order_by("agency__name", "name", "pk")[:OFFICES_SHOWN])


def named(kind: str, ref: str) -> Before:
    """The office or official of this public id, or the jurisdiction of this code; 404 for none."""
    found: Before | None = ref if kind == "jurisdiction" and ref in JURISDICTIONS else None
    if kind == "agency":
        found = Agency.objects.filter(public_id=ref).first()
    elif kind == "official":
        found = Official.objects.filter(public_id=ref).first()
    if found is None:
        raise Http404
    return found
