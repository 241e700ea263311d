"""A name that an office was shown is asked back when the yes to it ends."""

from collections.abc import Iterable

from network.agencies.models import Agency
from network.consent import recalls
from network.consent.purposes import Audience, Purpose
from network.experts.models import AgencyAlias, Profile, Reading
from network.people.models import User


def ask_name_back(person: User, audience: Audience) -> None:
    """Ask the office of this audience to delete the name, if somebody there ever opened it; otherwise it hears nothing."""
    profile = Profile.objects.filter(user=person).first()
    agency = Agency.objects.filter(public_id=audience.ref).first()
    if profile is None or agency is None:
        return
    people = agency.officials.exclude(user=None).values("user__public_id")
    if Reading.objects.filter(profile=profile, purpose=Purpose.NAME, viewer__in=people).exists():
        recalls.ask(person, Purpose.NAME, audience, agency, profile.public_id)


def describe_names(agency: Agency, ids: Iterable[str]) -> dict[str, str]:
    """These experts by the names this office itself uses for them."""
    rows = AgencyAlias.objects.filter(agency=agency, profile__public_id__in=list(ids))
    known = rows.values_list("profile__public_id", "alias")
    return {public_id: f"The real name of the expert you know as “{alias}”" for public_id, alias in known}
