"""What an office reads about copies that it is asked to delete: nothing that it did not know."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F, QuerySet
from django.http import Http404

from network.agencies.models import Official
from network.agencies.queries import own_official
from network.consent.models import Recall
from network.consent.purposes import Purpose
from network.consent.uses import uses_of
from network.people.models import User

UNNAMED = "Something that you were shown"


class Asked(NamedTuple):
    """One copy to be deleted, in words that the office knows it by."""

    recall: Recall
    words: str


def recalls_for(viewer: User) -> QuerySet[Recall]:
    """The copies that this official's office is asked to delete: open ones first, soonest due; to be paginated."""
    agency = own_official(viewer).agency
    rows = Recall.objects.filter(agency=agency).select_related("agency")
    return rows.order_by(F("acknowledged_at").desc(nulls_first=True), "due_at", "pk")


def open_recalls(official: Official) -> QuerySet[Recall]:
    """The copies that this official's office has not deleted yet, soonest due first."""
    return Recall.objects.filter(agency=official.agency_id, acknowledged_at=None).order_by("due_at", "pk")


def in_words(recalls: Iterable[Recall]) -> list[Asked]:
    """These recalls, all of one office, with their words: one question to each app that gave out copies."""
    recalls = list(recalls)
    refs = defaultdict(list)
    for recall in recalls:
        refs[Purpose(recall.purpose)].append(recall.about)
    words = {
        (use.purpose, ref): said
        for purpose, about in refs.items()
        for use in uses_of(purpose)
        if use.describe
        for ref, said in use.describe(recalls[0].agency, about).items()
    }
    return [Asked(each, words.get((Purpose(each.purpose), each.about), UNNAMED)) for each in recalls]


def recall_for(viewer: User, public_id: str) -> Recall:
    """One recall of this official's own office; 404 alike for another's and for none."""
    agency = own_official(viewer).agency
    recall = Recall.objects.filter(agency=agency, public_id=public_id).select_related("agency").first()
    if recall is None:
        raise Http404
    return recall
