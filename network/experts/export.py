"""A copy of everything the network holds about an expert, for that expert alone.

Apps above add their sections in AppConfig.ready(): `collect(profile)` returns what JSON can hold.
"""

from collections.abc import Callable
from typing import Any

from network.common import clock
from network.consent.models import Grant
from network.consent.queries import ledger_of, receipts_for
from network.experts.models import Profile
from network.experts.own import own_particulars, own_payout_details

FORMAT = "expert-consultant-network/1"
Collect = Callable[[Profile], Any]
_SECTIONS: dict[str, Collect] = {}


def register_section(name: str, collect: Collect) -> None:
    """Add a section to every expert's export. At most a fixed number of queries."""
    _SECTIONS[name] = collect


def everything_about(profile: Profile) -> dict:
    """All sections, with the format they follow and when they were made (UTC)."""
    return {
        "format": FORMAT,
        "made_at": clock.now().isoformat(),
        **{name: collect(profile) for name, collect in sorted(_SECTIONS.items())},
    }


def account(profile: Profile) -> dict:
    user = profile.user
    return {
        "sign_in_name": user.alias,
        "time_zone": user.time_zone,
        "language": user.language,
        "joined_at": profile.joined_at.isoformat(),
        "state": profile.state,
    }


def own_profile(profile: Profile) -> dict:
    return {
        "skills": [skill.name for skill in profile.skills.all()],
        "topics": [topic.name for topic in profile.topics.all()],
        "off_limits_topics": [topic.name for topic in profile.off_topics.all()],
        "languages": [language.code for language in profile.languages.all()],
        "hours_per_month": profile.hours_per_month,
        "weekly_hours": [str(window) for window in profile.windows.all()],
        "days_off": [str(day) for day in profile.days_off.all()],
    }


def sealed(profile: Profile) -> dict:
    return {**own_particulars(profile), "payout_details": own_payout_details(profile)}


def names_at_offices(profile: Profile) -> dict[str, str]:
    return dict(profile.agency_aliases.values_list("agency__name", "alias"))


def walls(profile: Profile) -> list[str]:
    return list(profile.walls.values_list("agency__name", flat=True))


def who_looked(profile: Profile) -> list[dict]:
    rows = profile.readings.order_by("-at").values("viewer_role", "purpose", "fields", "reason", "at")
    return [{**row, "at": row["at"].isoformat()} for row in rows]


def agreements(profile: Profile) -> list[dict]:
    """What holds now."""
    return [
        {
            "purpose": grant.purpose,
            "audience": grant.audience_kind,
            "wording": grant.text_version,
            "from": grant.effective_at.isoformat(),
            "until": grant.until and grant.until.isoformat(),
        }
        for grant in Grant.objects.filter(person=profile.user)
    ]


def receipts(profile: Profile) -> list[dict]:
    return [
        {
            "purpose": receipt.entry.purpose,
            "audience": receipt.to,
            "act": receipt.entry.act,
            "wording": receipt.entry.text_version,
            "at": receipt.entry.at.isoformat(),
        }
        for receipt in receipts_for(profile.user, list(ledger_of(profile.user)))
    ]


OWN_SECTIONS = {
    "account": account,
    "profile": own_profile,
    "sealed": sealed,
    "names_at_offices": names_at_offices,
    "walls": walls,
    "who_looked": who_looked,
    "agreements": agreements,
    "receipts": receipts,
}
