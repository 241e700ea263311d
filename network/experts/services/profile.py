"""An expert says what she knows, what she will not be asked, and how she works."""

from collections.abc import Iterable

from django.db import transaction

from network.audit.log import record
from network.experts.models import Profile, SpokenLanguage
from network.experts.particulars import PARTICULARS
from network.people.services.account import keep_place
from network.taxonomy.models import Skill, Topic
from network.vault import services as vault


class TopicClash(Exception):
    """A topic was chosen that is also on the other list. Its text is safe to show to the expert."""


@transaction.atomic
def choose_skills(profile: Profile, skills: Iterable[Skill]) -> None:
    """Replace what she does well."""
    profile.skills.set(skills)
    mark_answered(profile, "skills")


@transaction.atomic
def choose_topics(profile: Profile, topics: Iterable[Topic]) -> None:
    """Replace what she knows about. Raises TopicClash when one of them is off-limits."""
    _lock(profile)
    _refuse_both(topics, profile.off_topics.all(), "is on your off-limits list. Take it off that list first")
    profile.topics.set(topics)
    mark_answered(profile, "topics")


@transaction.atomic
def choose_off_topics(profile: Profile, topics: Iterable[Topic]) -> None:
    """Replace what she will not be asked about. Raises TopicClash when she also says she knows about one."""
    _lock(profile)
    _refuse_both(
        topics, profile.topics.all(), "is one of the topics you work on. Take it off that list first"
    )
    profile.off_topics.set(topics)
    mark_answered(profile, "off-topics")


@transaction.atomic
def choose_languages(profile: Profile, codes: Iterable[str], time_zone: str) -> None:
    """Replace the languages she works in, and the zone her hours are in."""
    profile.languages.exclude(code__in=codes).delete()
    rows = [SpokenLanguage(profile=profile, code=code) for code in codes]
    SpokenLanguage.objects.bulk_create(rows, ignore_conflicts=True)
    keep_place(profile.user, time_zone=time_zone, language=profile.user.language)
    mark_answered(profile, "languages")


@transaction.atomic
def limit_hours(profile: Profile, hours: int | None) -> None:
    """At most this many hours of work a month; None for no limit."""
    profile.hours_per_month = hours
    profile.save(update_fields=["hours_per_month"])
    record(profile.user, "experts.changed", profile, fields="limit")


@transaction.atomic
def keep_particulars(profile: Profile, values: dict[str, str]) -> None:
    """Seal these particulars; what is left empty is forgotten."""
    kept = {name: values[name] for name in PARTICULARS if values.get(name)}
    vault.seal(profile.public_id, **kept)
    vault.discard(profile.public_id, *(name for name in PARTICULARS if name not in kept))
    record(profile.user, "experts.changed", profile, fields="particulars")


@transaction.atomic
def mark_answered(profile: Profile, name: str) -> None:
    """Remember that she answered this question of Get ready (readiness.TASKS)."""
    answered = _lock(profile).answered
    if name not in answered:
        Profile.objects.filter(pk=profile.pk).update(answered=[*answered, name])
        profile.answered = [*answered, name]
    record(profile.user, "experts.changed", profile, fields=name)


def _lock(profile: Profile) -> Profile:
    """Both topic lists change under this row's lock, so that no topic slips onto both."""
    return Profile.objects.select_for_update().get(pk=profile.pk)


def _refuse_both(chosen: Iterable[Topic], other: Iterable[Topic], why: str) -> None:
    if both := sorted({topic.name for topic in chosen} & {topic.name for topic in other}):
        raise TopicClash(f"“{both[0]}” {why}, or leave it out here.")
