"""Invented experts, offices, officials and staff."""

from datetime import time, timedelta
from random import Random

from network.agencies.jurisdictions import JURISDICTIONS
from network.agencies.models import Agency, Official
from network.common import clock
from network.consent.models import Grant
from network.consent.purposes import AudienceKind, Purpose
from network.consent.texts import text_version
from network.demo.generator.bulk import write
from network.experts.models import Profile, SpokenLanguage, WeeklyWindow
from network.people.models import RoleGrant, User
from network.people.roles import Role
from network.taxonomy.models import Topic
from network.taxonomy.words import LANGUAGES
from payments.models import Payee

ZONES = [
    "America/New_York",
    "Africa/Nairobi",
    "Europe/London",
    "Asia/Manila",
    "Australia/Sydney",
    "America/Bogota",
]
CONSENTS = (Purpose.CONTACT, Purpose.MATCHING, Purpose.STATISTICS)
NO_PASSWORD = "!generated"  # noqa: S105


def make_users(role: Role, count: int, chance: Random) -> list[User]:
    """`count` people in one role who cannot sign in by password."""
    users = write(
        User,
        (
            User(alias=f"gen-{role}-{n}", password=NO_PASSWORD, time_zone=chance.choice(ZONES), is_demo=True)
            for n in range(count)
        ),
    )
    write(RoleGrant, (RoleGrant(user=user, role=role) for user in users))
    return users


def make_experts(count: int, chance: Random) -> list[Profile]:
    """Experts with topics, languages, hours and what most say yes to at the beginning."""
    now = clock.now()
    payees = write(Payee, (Payee(state=Payee.State.READY) for _ in range(count)))
    profiles = write(
        Profile,
        (
            Profile(
                user=user, payee_ref=payee.public_id, joined_at=now - timedelta(days=chance.randrange(900))
            )
            for user, payee in zip(make_users(Role.EXPERT, count, chance), payees, strict=True)
        ),
    )
    topics = list(Topic.objects.values_list("pk", flat=True))
    through = Profile.topics.through
    write(
        through, (through(profile=p, topic_id=topic) for p in profiles for topic in chance.sample(topics, 4))
    )
    write(
        SpokenLanguage,
        (
            SpokenLanguage(profile=profile, code=code)
            for profile in profiles
            for code in {"en", chance.choice(list(LANGUAGES))}
        ),
    )
    write(
        WeeklyWindow,
        (
            WeeklyWindow(profile=p, weekday=day, starts=time(9), ends=time(17))
            for p in profiles
            for day in range(5)
        ),
    )
    write(Grant, (_grant(p, purpose) for p in profiles for purpose in CONSENTS))
    return profiles


def make_offices(count: int, chance: Random) -> list[Official]:
    """Verified offices with two trained officials each; returns the officials."""
    now = clock.now()
    codes = list(JURISDICTIONS)
    offices = write(
        Agency,
        (
            Agency(
                name=f"Generated office {n}",
                level=chance.choice(Agency.Level.values),
                jurisdiction=(code := codes[n % len(codes)]),
                time_zone=JURISDICTIONS[code].time_zone,
                state="verified",
                decided_at=now,
                is_demo=True,
            )
            for n in range(count)
        ),
    )
    users = make_users(Role.OFFICIAL, 2 * count, chance)
    return write(
        Official,
        (
            Official(
                agency=office,
                user=user,
                name=f"Generated official {user.pk}",
                job_title="Adviser",
                trained_until=(now + timedelta(days=300)).date(),
                code_signed_at=now,
            )
            for office, user in zip(offices * 2, users, strict=True)
        ),
    )


def _grant(profile: Profile, purpose: Purpose) -> Grant:
    return Grant(
        person_id=profile.user_id,
        purpose=purpose,
        audience_kind=AudienceKind.NETWORK,
        text_version=text_version(purpose, "en"),
        granted_at=profile.joined_at,
        effective_at=profile.joined_at,
    )
