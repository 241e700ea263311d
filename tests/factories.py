"""Makes the people and offices that tests need, through the same services that the product uses where they exist."""

from datetime import timedelta
from itertools import count

from network.agencies.models import Agency, Official
from network.common import clock
from network.consent import ledger
from network.consent.purposes import NETWORK, PUBLIC, RULES, Purpose
from network.experts.models import Profile, SpokenLanguage, WeeklyWindow
from network.people.models import RoleGrant, User
from network.people.roles import Role
from network.taxonomy.models import Skill, Topic
from network.voices.models import Voice
from network.voices.services import offer
from tests import canaries

PASSWORD = "correct horse battery staple"
_numbers = count(1)


def user(role: Role | None = None, **fields) -> User:
    """A person who can sign in with PASSWORD, in one role."""
    fields = {"alias": f"person-{next(_numbers)}", **fields}
    made = User.objects.create_user(password=PASSWORD, **fields)
    if role:
        RoleGrant.objects.create(user=made, role=role)
    return made


def agency(**fields) -> Agency:
    """A verified national office in the United States."""
    fields = {
        "name": f"Office {next(_numbers)}",
        "level": Agency.Level.NATIONAL,
        "jurisdiction": "US",
        "time_zone": "America/New_York",
        "state": "verified",
        **fields,
    }
    return Agency.objects.create(**fields)


def official(of: Agency | None = None, **fields) -> Official:
    """A trained approver of `of` who has signed the code of conduct and can sign in."""
    fields = {
        "name": "Test Official",
        "job_title": "Adviser",
        "duty": Official.Duty.APPROVER,
        "trained_until": (clock.now() + timedelta(days=200)).date(),
        "code_signed_at": clock.now(),
        "user": user(Role.OFFICIAL, time_zone="America/New_York"),
        **fields,
    }
    return Official.objects.create(agency=of or agency(), **fields)


def expert(
    *, topics=("referral-mechanism",), consents=(Purpose.CONTACT, Purpose.MATCHING), **fields
) -> Profile:
    """An expert open to invitations: Monday to Friday, 9 to 17 in Nairobi, in English, with these consents and a canary in each sealed field."""
    person = fields.pop("user", None) or user(Role.EXPERT, time_zone="Africa/Nairobi")
    made = Profile.objects.create(user=person, joined_at=clock.now(), **fields)
    made.skills.set(Skill.objects.filter(slug="policy-review"))
    made.topics.set(Topic.objects.filter(slug__in=topics))
    SpokenLanguage.objects.create(profile=made, code="en")
    WeeklyWindow.objects.bulk_create(
        WeeklyWindow(profile=made, weekday=day, starts="09:00", ends="17:00") for day in range(5)
    )
    canaries.plant(made)
    for purpose in consents:
        ledger.grant(person, purpose, NETWORK)
    return made


def agree_in_public(person: User, *purposes: Purpose) -> None:
    """Each yes for the public, said long enough ago to hold now, with its second yes where it needs one."""
    now = clock.now()
    for purpose in purposes:
        with clock.standing_at(now - timedelta(hours=80)):
            ledger.grant(person, purpose, PUBLIC)
        with clock.standing_at(now - timedelta(hours=1)):
            if RULES[purpose].asks_twice:
                ledger.confirm(person, purpose, PUBLIC)


def voice(of: Profile | None = None, kind: Purpose = Purpose.QUOTE, *, with_name: bool = False) -> Voice:
    """Words that an expert offers to the public and agrees to show; they hold a canary."""
    profile = of or expert()
    agree_in_public(profile.user, kind, *([Purpose.NAME] if with_name else []))
    made = offer(profile, kind, words="Words to be sealed.", language="en", with_name=with_name)
    canaries.plant_words(made)
    return made
