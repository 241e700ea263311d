"""Words of experts on pages. A page keeps the random id of a voice and nothing of what it says."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.text import Truncator
from wagtail.models import Page

from cms.queries import path_of
from network.taxonomy.words import LANGUAGES
from network.voices.pages import Naming
from network.voices.queries import all_shown

VOICE = "voice"
SHORT = 70  # Characters of the words by which an editor knows them.


def to_choose() -> list[tuple[str, str]]:
    """What an editor may choose from now, by id, as the gate gives it."""
    return [
        (ref, f"{Truncator(each.words).chars(SHORT)} ({each.name or 'no name'}, {LANGUAGES[each.language]})")
        for ref, each in all_shown().items()
    ]


def voices_in(body: Iterable) -> list[str]:
    """The ids of the voices in this stream."""
    return [child.value for child in body if child.block_type == VOICE]


def pages_naming(refs: Iterable[str]) -> dict[str, list[Naming]]:
    """The live pages that name these voices, by id. One query for each kind of page."""
    refs = set(refs)
    named = reduce(or_, (Q(text__contains=ref) for ref in refs))
    found: dict[str, list[Naming]] = {}
    for kind in _kinds():
        for page in kind.objects.live().annotate(text=Cast("body", TextField())).filter(named):
            for ref in refs.intersection(voices_in(page.body)):
                found.setdefault(ref, []).append(Naming(page.title, path_of(page.url_path)))
    return found


def _kinds() -> list[type[Page]]:
    """Every kind of page that has a body."""
    ours = apps.get_app_config("cms").get_models()
    return [
        kind for kind in ours if issubclass(kind, Page) and any(f.name == "body" for f in kind._meta.fields)
    ]
