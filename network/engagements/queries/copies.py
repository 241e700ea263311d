"""Copies of notes that an office is asked to delete, in words that it knows them by."""

from collections.abc import Iterable

from network.agencies.models import Agency
from network.common import plain
from network.engagements.models import Contribution


def describe_notes(agency: Agency, ids: Iterable[str]) -> dict[str, str]:
    """These notes of this office by public id: the title of its own request, and the day on which the office got them."""
    rows = Contribution.objects.filter(public_id__in=list(ids), engagement__request__agency=agency)
    found = rows.values_list("public_id", "engagement__request__title", "agreed_at")
    return {
        public_id: f"The note for “{title}” that you could read from {plain.moment(agreed.date())}"
        for public_id, title, agreed in found
        if agreed
    }
