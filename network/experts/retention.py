"""How long what an expert told us is kept, and when her money can no longer be followed to anybody."""

from datetime import timedelta

from django.db.models import QuerySet

from network.common.retention import About, DataClass, Period, Timed, register_data
from network.experts.models import DayOff, Profile, Reading
from payments.services import forget_payees


def _cut_from_money(profiles: QuerySet[Profile]) -> None:
    forget_payees(profile.payee_ref for profile in profiles if profile.payee_ref)
    profiles.update(payee_ref=None)


def _left_with_money() -> QuerySet[Profile]:
    """Leaving waits until the last payment is over, so the day of leaving is never before it."""
    return Profile.objects.exclude(left_at=None).exclude(payee_ref=None)


register_data(
    DataClass(
        "profile",
        "Your profile: skills, topics, off-limits topics, languages, weekly hours, limits",
        (
            "experts.Profile_skills",
            "experts.Profile_topics",
            "experts.Profile_off_topics",
            "experts.SpokenLanguage",
            "experts.WeeklyWindow",
        ),
        About.EXPERT,
        "you change it or leave",
        "To ask you about the right things at the right time.",
    ),
    DataClass(
        "days-off",
        "Your days off",
        ("experts.DayOff",),
        About.EXPERT,
        Period("the day", time=timedelta(days=7)),
        "A day that is over says where you were and helps nobody.",
        source="proposed",
        timed=Timed(DayOff.objects.all, "date"),
    ),
    DataClass(
        "walls",
        "Offices that must not see you",
        ("experts.Wall",),
        About.EXPERT,
        "you remove it or leave",
        "So that for them you do not exist.",
    ),
    DataClass(
        "readings",
        "Who looked",
        ("experts.Reading",),
        About.EXPERT,
        Period("somebody looked", months=12),
        "So that you see every look.",
        source="timing.csv, access_log_retention",
        timed=Timed(Reading.objects.all, "at"),
    ),
    DataClass(
        "openings",
        "Who asked to open something of yours because of a danger",
        ("experts.Opening",),
        About.EXPERT,
        "you leave",
        "So that you see every time somebody asked.",
    ),
    DataClass(
        "names-at-offices",
        "The invented names by which offices knew you",
        ("experts.AgencyAlias",),
        About.EXPERT,
        "as long as the network runs",
        "So that a name is never given to somebody else. It was drawn by chance and says nothing about you.",
        stays="As it was drawn",
    ),
    DataClass(
        "money",
        "What you were paid: sums, days and a random number",
        ("payments.Payee", "payments.Payment", "payments.Step", "payments.Attempt"),
        About.EXPERT,
        Period("you leave", months=7 * 12),
        "The law asks for it. Then also the number of your account at the payment service goes, "
        "and nothing leads from the sums to you.",
        source="proposed: the longest of the countries that pay, with a year to spare (United Kingdom: 6 years, "
        "Companies Act 2006 and tax rules; Canada: 6 years, Income Tax Act s. 230; Australia: 5 years, "
        "Income Tax Assessment Act 1936 s. 262A; United States: 4 years, 26 CFR 31.6001-1)",
        stays="Under a random number, without your name and without where it went",
        timed=Timed(_left_with_money, "left_at", _cut_from_money),
    ),
)
