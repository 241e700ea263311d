"""An expert offers words to the public, changes them, and takes them back. Whether they are shown is the gate's to say."""

from django.db import transaction

from network.audit.log import record
from network.common import clock
from network.experts.models import Profile
from network.experts.published import discard_words, keep_words
from network.voices.models import Voice


@transaction.atomic
def offer(profile: Profile, kind: str, *, words: str, language: str, with_name: bool) -> Voice:
    """Keep these words, sealed, for editors to choose from while she agrees to that."""
    voice = Voice.objects.create(
        profile=profile, kind=kind, language=language, with_name=with_name, offered_at=clock.now()
    )
    keep_words(profile, voice.public_id, words)
    record(profile.user, "voices.offer", voice, purpose=kind)
    return voice


@transaction.atomic
def take_back(voice: Voice) -> None:
    """Forget the words at once; every page shows them no more. Safe to repeat."""
    stored = Voice.objects.select_for_update(of=("self",)).select_related("profile__user").get(pk=voice.pk)
    if stored.taken_back_at:
        return
    stored.taken_back_at = clock.now()
    stored.save(update_fields=["taken_back_at"])
    discard_words(stored.profile, stored.public_id)
    record(stored.profile.user, "voices.take_back", stored, purpose=stored.kind)


@transaction.atomic
def replace(voice: Voice, **said) -> Voice:
    """Take these words back and offer others, `said` as in `offer`: an editor reads them before they are on a page."""
    take_back(voice)
    return offer(voice.profile, voice.kind, **said)


def forget_voices(profile: Profile) -> None:
    """When an expert leaves, nothing says that she ever offered words; the words go with her key."""
    profile.voices.all().delete()
