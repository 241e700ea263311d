"""What an office may know of who does its work: only what each expert agreed to, for that work alone."""

from collections.abc import Iterable
from typing import NamedTuple

from network.agencies.models import Agency
from network.agencies.queries import officials_of
from network.consent import ledger
from network.consent.purposes import AudienceKind, Purpose
from network.engagements.models import Engagement
from network.experts.aliases import aliases_for
from network.experts.models import Profile
from network.matching.eligibility import unwalled
from network.taxonomy.words import LANGUAGES

UNNAMED = "An expert"


class Known(NamedTuple):
    """The expert as the office knows her; only `name` UNNAMED when she did not agree to more."""

    name: str = UNNAMED
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


def names_for(engagements: Iterable[Engagement], agency: Agency) -> dict[int, str]:
    """The name this office may use for each of its engagements, `{engagement.pk: name}`. Three queries when aliases exist."""
    engagements = list(engagements)
    shown = _shown(engagements, agency)
    aliases = aliases_for([each.profile for each in shown], agency) if shown else {}
    known = {each.pk: aliases[each.profile_id] for each in shown}
    return {each.pk: known.get(each.pk, UNNAMED) for each in engagements}


def known_of(engagement: Engagement) -> Known:
    """All that the office may know of the expert in this work. Five queries when she agreed, else two."""
    agency = engagement.request.agency
    name = names_for([engagement], agency)[engagement.pk]
    if name == UNNAMED:
        return Known()
    spoken = engagement.profile.languages.order_by("code").values_list("code", flat=True)
    skills = engagement.profile.skills.values_list("name", flat=True)
    return Known(name, tuple(LANGUAGES.get(code, code) for code in spoken), tuple(skills))


def _shown(engagements: list[Engagement], agency: Agency) -> list[Engagement]:
    """Those for this office whose expert is active, has no wall before it or anybody there, and lets it know that she attends."""
    engagements = [each for each in engagements if each.request.agency_id == agency.pk]
    refs = [each.public_id for each in engagements]
    agreed = ledger.agreed_among(Purpose.ATTEND, AudienceKind.ENGAGEMENT, refs)
    present = Profile.objects.filter(
        unwalled(agency, officials_of(agency)),
        pk__in={each.profile_id for each in engagements},
        state=Profile.State.ACTIVE,
    )
    people = dict(present.values_list("pk", "user_id"))
    return [each for each in engagements if (people.get(each.profile_id), each.public_id) in agreed]
