"""What an expert's copy holds of this app and of those below it: each section with its schema."""

from dataclasses import asdict, fields

from allauth.usersessions.models import UserSession

from network.common.schemas import anything, choice, many, maybe, moment, number, record, words
from network.consent.models import Entry, Grant
from network.consent.purposes import AudienceKind, Purpose
from network.consent.queries import ledger_of, recalls_of, receipts_for
from network.experts.export import Section
from network.experts.models import Profile
from network.experts.own import PAYOUT_DETAILS, own_particulars, own_payout_details
from network.experts.particulars import FIELD_WORDS, PARTICULARS
from network.experts.queries import walls_of
from network.experts.states import OpeningState, ProfileState
from network.notifications.models import ContactState
from network.notifications.queries import as_shown, notices_of
from network.people.drafts import own_drafts
from network.people.safe_contact import SafeContact, own_contact


def account(profile: Profile) -> dict:
    user = profile.user
    return {
        "sign_in_name": user.alias,
        "time_zone": user.time_zone,
        "language": user.language,
        "joined_at": profile.joined_at,
        "state": profile.state,
    }


ACCOUNT = record(
    "Your account",
    sign_in_name=words("Sign-in name"),
    time_zone=words("Time zone"),
    language=words("Language of the pages"),
    joined_at=moment("When you joined"),
    state=choice("State", ProfileState.values),
)


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


PROFILE = record(
    "Your profile",
    skills=many("Skills", words("Skill")),
    topics=many("Topics", words("Topic")),
    off_limits_topics=many("Topics nobody may ask you about", words("Topic")),
    languages=many("Languages you work in", words("Language")),
    hours_per_month=maybe(number("At most this many hours a month")),
    weekly_hours=many("Your weekly hours", words("Hours")),
    days_off=many("Days off", words("Day")),
)


def sealed(profile: Profile) -> dict:
    own = dict.fromkeys(PARTICULARS, "") | own_particulars(profile)
    return {**own, PAYOUT_DETAILS: own_payout_details(profile)}


SEALED = record(
    "What you locked away",
    **{name: words(FIELD_WORDS[name]) for name in (*PARTICULARS, PAYOUT_DETAILS)},
)


def safe_contact(profile: Profile) -> dict:
    return asdict(own_contact(profile.user.public_id))


SAFE_CONTACT = record(
    "How we may reach you",
    **{each.name: anything(each.name.replace("_", " ").capitalize()) for each in fields(SafeContact)},
)


_CHECKS = {
    "test_sent_at": "When a test was sent",
    "confirmed_at": "When you said that it is safe",
    "asked_again_at": "When you were asked whether it still is",
    "failed_at": "When mail came back",
}


def contact_checks(profile: Profile) -> dict:
    """One query."""
    state = ContactState.objects.filter(person=profile.user).first()
    return {name: getattr(state, name, None) for name in _CHECKS}


CONTACT_CHECKS = record(
    "Whether this way is safe", **{name: maybe(moment(title)) for name, title in _CHECKS.items()}
)


def devices(profile: Profile) -> list[dict]:
    found = UserSession.objects.filter(user=profile.user).order_by("-last_seen_at")
    return [{"browser": each.user_agent, "last_seen_at": each.last_seen_at} for each in found]


DEVICES = many(
    "Where you are signed in",
    record("Device", browser=words("Browser"), last_seen_at=moment("Last seen")),
)


def drafts(profile: Profile) -> list[dict]:
    return own_drafts(profile.user)


DRAFTS = many(
    "What you typed on a page and did not send",
    record("Draft", page=words("Page"), kept_at=moment("Kept since"), typed=words("What you typed")),
)


def notices(profile: Profile) -> list[dict]:
    return [
        {
            "words": as_shown(notice).words,
            "at": notice.at,
            "read_at": notice.read_at,
        }
        for notice in notices_of(profile.user)
    ]


NOTICES = many(
    "What we told you here",
    record("Notice", words=words("Words"), at=moment("When"), read_at=maybe(moment("When you read it"))),
)


def names_at_offices(profile: Profile) -> list[dict]:
    rows = profile.agency_aliases.order_by("agency__name").values_list("agency__name", "alias")
    return [{"office": office, "alias": alias} for office, alias in rows]


NAMES_AT_OFFICES = many(
    "The names by which offices know you", record("Name", office=words("Office"), alias=words("Name"))
)


def walls(profile: Profile) -> list[str]:
    return [wall.before for wall in walls_of(profile)]


WALLS = many("Who must not see you", words("An office, a person there, or a government"))


def who_looked(profile: Profile) -> list[dict]:
    rows = profile.readings.order_by("-at")
    return [dict(row) for row in rows.values("viewer_role", "purpose", "fields", "reason", "at")]


WHO_LOOKED = many(
    "Who looked",
    record(
        "Look",
        viewer_role=words("Who"),
        purpose=words("For what"),
        fields=words("At what"),
        reason=words("The reason they gave"),
        at=moment("When"),
    ),
)


def openings(profile: Profile) -> list[dict]:
    """Every time a manager wanted something opened because of a danger. One query."""
    return [
        {
            "what": opening.fields_in_words,
            "danger": opening.danger_in_words,
            "reason": opening.reason,
            "state": opening.state,
            "asked_at": opening.asked_at,
            "open_until": opening.open_until,
        }
        for opening in profile.openings.order_by("-asked_at", "pk")
    ]


OPENINGS = many(
    "Opened because of a danger",
    record(
        "Opening",
        what=words("What"),
        danger=words("The danger"),
        reason=words("The reason they gave"),
        state=choice("State", OpeningState.values),
        asked_at=moment("When it was asked"),
        open_until=moment("Until when"),
    ),
)


def recalls(profile: Profile) -> list[dict]:
    """What offices were asked to delete. One query."""
    return [
        {
            "purpose": recall.purpose,
            "office": recall.agency.name,
            "about": recall.about,
            "asked_at": recall.asked_at,
            "due_at": recall.due_at,
            "acknowledged_at": recall.acknowledged_at,
        }
        for recall in recalls_of(profile.user)
    ]


RECALLS = many(
    "What offices were asked to delete",
    record(
        "Request",
        purpose=choice("For what you had agreed to it", Purpose.values),
        office=words("Office"),
        about=words("Number of the note"),
        asked_at=moment("Asked"),
        due_at=moment("Due"),
        acknowledged_at=maybe(moment("The office said that it is done")),
    ),
)


def agreements(profile: Profile) -> list[dict]:
    """What holds now."""
    return [
        {
            "purpose": grant.purpose,
            "audience": grant.audience_kind,
            "wording": grant.text_version,
            "from": grant.effective_at,
            "until": grant.until,
        }
        for grant in Grant.objects.filter(person=profile.user).order_by("granted_at", "pk")
    ]


AGREEMENTS = many(
    "What you agree to now",
    record(
        "Agreement",
        purpose=choice("For what", Purpose.values),
        audience=choice("With whom", AudienceKind.values),
        wording=words("The words you agreed to"),
        **{"from": maybe(moment("From")), "until": maybe(moment("Until"))},
    ),
)


def receipts(profile: Profile) -> list[dict]:
    return [
        {
            "purpose": receipt.entry.purpose,
            "audience": receipt.to,
            "act": receipt.entry.act,
            "wording": receipt.entry.text_version,
            "at": receipt.entry.at,
        }
        for receipt in receipts_for(profile.user, list(ledger_of(profile.user)))
    ]


RECEIPTS = many(
    "Every yes and no you gave",
    record(
        "Receipt",
        purpose=choice("For what", Purpose.values),
        audience=words("With whom"),
        act=choice("What you said", Entry.Act.values),
        wording=words("The words"),
        at=moment("When"),
    ),
)

OWN_SECTIONS = {
    "account": Section(account, ACCOUNT),
    "profile": Section(own_profile, PROFILE),
    "sealed": Section(sealed, SEALED),
    "safe_contact": Section(safe_contact, SAFE_CONTACT),
    "contact_checks": Section(contact_checks, CONTACT_CHECKS),
    "names_at_offices": Section(names_at_offices, NAMES_AT_OFFICES),
    "walls": Section(walls, WALLS),
    "who_looked": Section(who_looked, WHO_LOOKED),
    "openings": Section(openings, OPENINGS),
    "agreements": Section(agreements, AGREEMENTS),
    "receipts": Section(receipts, RECEIPTS),
    "recalls": Section(recalls, RECALLS),
    "notices": Section(notices, NOTICES),
    "devices": Section(devices, DEVICES),
    "drafts": Section(drafts, DRAFTS),
}
