"""What an office may know of who does its work: only what each expert agreed to, for that work alone."""

from collections.abc import Iterable
from typing import NamedTuple, cast

from django.db.models import Exists, OuterRef

from network.agencies.models import Agency
from network.consent import ledger
from network.consent.purposes import Audience, AudienceKind, Purpose
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
    """The name this office may use for each engagement, `{engagement.pk: name}`. Two queries when aliases exist."""
    engagements = list(engagements)
    shown = set(_shown(agency).filter(pk__in=[each.pk for each in engagements]).values_list("pk", flat=True))
    profiles = [each.profile for each in engagements if each.pk in shown]
    aliases = aliases_for(profiles, agency) if profiles else {}
    return {each.pk: aliases[each.profile_id] if each.pk in shown else UNNAMED for each in engagements}


def known_of(engagement: Engagement) -> Known:
    """All that the office may know of the expert in this work. Four queries when she agreed, else one."""
    agency = engagement.request.agency
    name = names_for([engagement], agency)[engagement.pk]
    if name == UNNAMED:
        return Known()
    spoken = engagement.profile.languages.order_by("code").values_list("code", flat=True)
    skills = engagement.profile.skills.values_list("name", flat=True)
    return Known(name, tuple(LANGUAGES.get(code, code) for code in spoken), tuple(skills))


def _shown(agency: Agency):
    """Engagements whose expert lets this office know that she attends."""
    each = cast(str, OuterRef("public_id"))  # in the subquery every row names its own engagement
    audience = Audience(AudienceKind.ENGAGEMENT, each)
    agreed = ledger.in_force(Purpose.ATTEND, audience).filter(person=OuterRef("profile__user"))
    active = Profile.objects.filter(unwalled(agency), pk=OuterRef("profile"), state=Profile.State.ACTIVE)
    return Engagement.objects.filter(Exists(agreed), Exists(active), request__agency=agency)
