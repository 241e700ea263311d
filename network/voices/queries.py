"""Words for the public: what may be shown now to anybody, and what an expert sees of her own."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet
from django.http import Http404

from network.consent.purposes import PUBLIC, Purpose
from network.consent.queries import Group, Question, groups_for
from network.engagements.models import Contribution
from network.engagements.states import ContributionState
from network.experts.disclosure import own_notes
from network.experts.models import Profile
from network.experts.published import WORDS, Offered, has_name, own_words, published_words
from network.experts.states import ProfileState
from network.people.models import User
from network.voices.models import Voice
from network.voices.pages import Naming, pages_naming

NOTES_SHOWN = 10
MOST_TO_CHOOSE_FROM = 300


class Shown(NamedTuple):
    """Words as a public page shows them; `name` is empty where it may not stand beside them."""

    words: str
    name: str
    language: str
    kind: str


def shown(refs: Iterable[str]) -> dict[str, Shown]:
    """Those of these voices that may be shown to anybody now, `{public id: Shown}`. Four queries, none where no id is given."""
    return _shown(_offered().filter(public_id__in=list(refs)))


def all_shown() -> dict[str, Shown]:
    """Of the newest 300 voices those that may be shown now, for an editor to choose from. Four queries."""
    return _shown(_offered().order_by("-offered_at", "-pk")[:MOST_TO_CHOOSE_FROM])


def _offered() -> QuerySet[Voice]:
    return Voice.objects.filter(taken_back_at=None).select_related("profile")


def _shown(voices: QuerySet[Voice]) -> dict[str, Shown]:
    found = list(voices)
    published = published_words(
        Offered(each.profile, each.public_id, Purpose(each.kind), each.with_name) for each in found
    )
    return {
        each.public_id: Shown(*published[each.public_id], each.language, each.kind)
        for each in found
        if each.public_id in published
    }


class Own(NamedTuple):
    """One voice as its expert sees it: her words, whether the gate shows them, and the pages that name it."""

    voice: Voice
    words: str
    shown: Shown | None
    question: Question
    pages: list[Naming]


class Asked(NamedTuple):
    """The questions that words for the public rest on, and whether anything of hers is shown at all."""

    group: Group
    is_paused: bool
    name_given: bool


def voices_of(profile: Profile) -> QuerySet[Voice]:
    """Everything this expert ever offered, newest first, to be paginated."""
    return profile.voices.order_by("-offered_at", "-pk")


def voice_of(profile: Profile, public_id: str) -> Voice:
    """One voice of this expert; 404 alike for another's and for none."""
    found = profile.voices.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    found.profile = profile
    return found


def asked_of(person: User, profile: Profile) -> Asked:
    """What this expert was asked about the public, and how it stands. Two queries."""
    [group] = groups_for(person, [(PUBLIC, PUBLIC.kind.label)])
    questions = [each for each in group.questions if each.purpose in (*WORDS, Purpose.NAME)]
    return Asked(
        group._replace(questions=questions),
        profile.state != ProfileState.ACTIVE,
        has_name(profile),
    )


def as_own(profile: Profile, voices: Iterable[Voice], asked: Asked) -> list[Own]:
    """These voices for the expert who offered them, in a fixed number of queries."""
    voices = list(voices)
    refs = [each.public_id for each in voices]
    words, public, pages = own_words(profile, refs), shown(refs), pages_naming(refs)
    questions = {each.purpose.value: each for each in asked.group.questions}
    return [
        Own(
            each,
            words.get(each.public_id, ""),
            public.get(each.public_id),
            questions[each.kind],
            pages.get(each.public_id, []),
        )
        for each in voices
    ]


def notes_to_take_from(profile: Profile) -> dict[str, str]:
    """The words of her last 10 agreed notes, `{note id: words}`, from which she may take a passage."""
    agreed = Contribution.objects.filter(engagement__profile=profile, state=ContributionState.AGREED)
    refs = agreed.order_by("-agreed_at", "-pk").values_list("public_id", flat=True)[:NOTES_SHOWN]
    return own_notes(profile, refs)
