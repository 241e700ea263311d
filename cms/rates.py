"""What the rates page shows. Every number is a row of `payments` or worked out by its functions."""

from datetime import date
from itertools import groupby
from typing import NamedTuple, cast

from django import forms

from network.agencies.jurisdictions import JURISDICTIONS
from network.common import clock
from network.taxonomy.activities import Activity
from payments.models import Rate, RateCard
from payments.queries import floor_for, parent_of
from payments.quotes import Floor, Quote, default_minutes, quote

EXAMPLE_SESSION = 90  # minutes
ANYWHERE = "ZZ"
FIRST = "US"


class CardRow(NamedTuple):
    """Kinds of work that are paid the same."""

    work: str
    hourly_minor: int
    currency: str
    since: date
    source: str


class Published(NamedTuple):
    """One published rate, and whether it is in force today."""

    place: str
    rate: Rate
    in_force: bool


class PlaceForm(forms.Form):
    """Whose rates to show."""

    place = forms.ChoiceField(
        label="Place", error_messages={"invalid_choice": "Choose a place from the list"}
    )

    def __init__(self, places: list[str], data=None):
        super().__init__(data)
        place = cast(forms.ChoiceField, self.fields["place"])
        place.choices = [(code, name_of(code)) for code in places]


def rates_shown(query) -> dict:
    """The page's context for `?place=`: an unknown place gives an error and the first place, in three queries."""
    today = clock.now().date()
    cards = _in_force(RateCard.objects.filter(effective_from__lte=today))
    places = sorted({card.jurisdiction for card in cards}, key=name_of)
    first = FIRST if FIRST in places else next(iter(places), "")
    form = PlaceForm(places, query if "place" in query else {"place": first} if first else None)
    place = form.cleaned_data["place"] if form.is_valid() else first
    return {
        "form": form,
        **_of_place(place, [card for card in cards if card.jurisdiction == place], today),
    }


def _of_place(place: str, cards: list[RateCard], today: date) -> dict:
    floor = floor_for(place, cards[0].currency, today) if cards else None
    published = _published(today)
    country = parent_of(place)
    return {
        "place": name_of(place),
        "country": name_of(country),
        "cards": _rows(cards),
        "floor": floor,
        "floor_is_published": floor is not None and floor.role == Rate.Role.FLOOR,
        "example": _example(cards, floor),
        "near": [row for row in published if parent_of(row.rate.jurisdiction) == country],
        "elsewhere": [row for row in published if parent_of(row.rate.jurisdiction) != country],
    }


def name_of(jurisdiction: str) -> str:
    """The place in words: "GB" is "United Kingdom"."""
    known = JURISDICTIONS.get(jurisdiction)
    return known.name if known else "Online, any country" if jurisdiction == ANYWHERE else jurisdiction


def work_name(activity: str) -> str:
    """The kind of work in words, also where only a rate card knows it."""
    known = dict(Activity.choices)
    return str(known.get(activity) or activity.replace("-", " ").capitalize())


def _in_force(cards) -> list[RateCard]:
    """The newest card of each place and kind of work."""
    newest = {}
    for card in cards.order_by("effective_from"):
        newest[card.jurisdiction, card.activity] = card
    return list(newest.values())


def _rows(cards: list[RateCard]) -> list[CardRow]:
    """Cards with the same pay in one row, least first."""

    def alike(card):
        return card.hourly_minor, card.currency, card.effective_from, card.source

    return [
        CardRow(", ".join(sorted(work_name(card.activity) for card in same)), *key)
        for key, same in groupby(sorted(cards, key=alike), key=alike)
    ]


def _example(cards: list[RateCard], floor: Floor | None) -> Quote | None:
    """What one expert is paid for a panel of 90 minutes, counted by the function that counts real offers."""
    card = next((card for card in cards if card.activity == Activity.PANEL), None)
    return quote(card, floor, default_minutes(EXAMPLE_SESSION), seats=1) if card else None


def _published(today: date) -> list[Published]:
    rows = Rate.objects.filter(effective_from__lte=today)
    shown = [
        Published(name_of(rate.jurisdiction), rate, not rate.effective_to or rate.effective_to >= today)
        for rate in rows
    ]
    return sorted(shown, key=lambda row: (row.rate.jurisdiction == ANYWHERE, row.place))
