"""The names by which offices know experts: another one for each office, so that two offices cannot compare."""

import secrets
from collections.abc import Iterable

from django.db import transaction

from network.agencies.models import Agency
from network.experts.alias_words import FIRST, SECOND
from network.experts.models import AgencyAlias, Profile

TRIES = 50


def alias_for(profile: Profile, agency: Agency) -> str:
    """The name this office knows this expert by; made at first need."""
    return aliases_for([profile], agency)[profile.pk]


def aliases_for(profiles: Iterable[Profile], agency: Agency) -> dict[int, str]:
    """The names this office knows these experts by, `{profile.pk: alias}`; missing ones are made.

    Each is drawn at random, is unique within the office, and is no name of that expert anywhere else.
    One query when all exist, six when some are new.
    """
    wanted = {profile.pk: profile for profile in profiles}
    known = _known(wanted, agency)
    while missing := [wanted[key] for key in wanted if key not in known]:
        _make(missing, agency)
        known = _known(wanted, agency)  # Somebody else may have made some at the same moment.
    return known


def _known(wanted: dict[int, Profile], agency: Agency) -> dict[int, str]:
    rows = AgencyAlias.objects.filter(agency=agency, profile__in=wanted)
    return dict(rows.values_list("profile_id", "alias"))


@transaction.atomic
def _make(missing: list[Profile], agency: Agency) -> None:
    refused = set(AgencyAlias.objects.filter(agency=agency).values_list("alias", flat=True))
    own = _own_names(missing)
    rows = []
    for profile in missing:
        alias = _draw(refused | own[profile.pk])
        refused.add(alias)
        rows.append(AgencyAlias(profile=profile, agency=agency, alias=alias))
    AgencyAlias.objects.bulk_create(rows, ignore_conflicts=True)


def _own_names(profiles: list[Profile]) -> dict[int, set[str]]:
    """Each expert's sign-in name and names at other offices: none may serve twice."""
    names: dict[int, set[str]] = {profile.pk: set() for profile in profiles}
    signed_in_as = Profile.objects.filter(pk__in=names).values_list("pk", "user__alias")
    elsewhere = AgencyAlias.objects.filter(profile__in=names).values_list("profile_id", "alias")
    for key, name in [*signed_in_as, *elsewhere]:
        names[key].add(name)
    return names


def _draw(refused: set[str], length: int = 1) -> str:
    """A random name that is not refused: of two words, and of one more each time that many tries have failed."""
    for _ in range(TRIES):
        alias = " ".join([*(secrets.choice(FIRST) for _ in range(length)), secrets.choice(SECOND)])
        if alias not in refused:
            return alias
    return _draw(refused, length + 1)
