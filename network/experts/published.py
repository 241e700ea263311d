"""Words for the public: the only road from the vault to a public page.

It asks the consent ledger at every view, and after the words are open: a yes that ended meanwhile shows nothing. No
consent, no expert, paused, left, taken back: the same nothing. The public is nobody, so no reading is written down.
"""

from collections.abc import Iterable
from typing import NamedTuple

from network.consent import ledger
from network.consent.purposes import PUBLIC, Purpose
from network.experts.models import Profile
from network.vault import services as vault
from network.vault.models import Sealed

NAME = "legal_name"
# What words can be published for; a yes to a name opens no words.
WORDS = (Purpose.QUOTE, Purpose.STORY)


class Offered(NamedTuple):
    """Words that an expert offers: hers, under which id, for which purpose, and whether her name may stand beside them."""

    profile: Profile
    ref: str
    purpose: Purpose
    with_name: bool


class Published(NamedTuple):
    """What the public reads; `name` is empty where it may not be shown, or was never given."""

    words: str
    name: str


def published_words(offered: Iterable[Offered]) -> dict[str, Published]:
    """Those among these words that may be public now, `{ref: Published}`. Three queries, however many there are."""
    offered = list(offered)
    opened = vault.unseal_each(place for each in offered for place in _places(each))
    agreed = _agreed({each.profile.user_id for each in offered})
    found = {}
    for each in offered:
        owner, person = each.profile.public_id, each.profile.user_id
        words = opened.get((owner, _words(each.ref)))
        if words and each.purpose in WORDS and (person, each.purpose) in agreed:
            named = each.with_name and (person, Purpose.NAME) in agreed
            found[each.ref] = Published(words, opened.get((owner, NAME), "") if named else "")
    return found


def keep_words(profile: Profile, ref: str, text: str) -> None:
    """Seal words for the public under the expert's own key."""
    vault.seal(profile.public_id, **{_words(ref): text})


def own_words(profile: Profile, refs: Iterable[str]) -> dict[str, str]:
    """Her words for the expert who offered them, `{ref: words}`; those taken back are absent. Only pages that are hers may call this."""
    names = {_words(ref): ref for ref in refs}
    return {names[name]: words for name, words in vault.unseal(profile.public_id, *names).items()}


def discard_words(profile: Profile, ref: str) -> None:
    """Forget these words."""
    vault.discard(profile.public_id, _words(ref))


def has_name(profile: Profile) -> bool:
    """Whether there is a name that could stand beside her words."""
    return Sealed.objects.filter(owner=profile.public_id, name=NAME).exists()


def _agreed(people: set[int]) -> set[tuple[int, str]]:
    """Who of these people is an active expert and says yes to what for the public now: `{(person pk, purpose)}`."""
    yes = (
        ledger.in_force(Purpose.QUOTE, PUBLIC)
        | ledger.in_force(Purpose.STORY, PUBLIC)
        | ledger.in_force(Purpose.NAME, PUBLIC)
    )
    active = yes.filter(person__in=people, person__profile__state=Profile.State.ACTIVE)
    return set(active.values_list("person_id", "purpose"))


def _places(each: Offered) -> list[tuple[str, str]]:
    """Where the words are sealed, and the name where it may stand beside them."""
    names = (_words(each.ref), NAME) if each.with_name else (_words(each.ref),)
    return [(each.profile.public_id, name) for name in names]


def _words(ref: str) -> str:
    return f"words_{ref}"
