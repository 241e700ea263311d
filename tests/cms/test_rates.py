"""The rates page is the data, and says where each number comes from."""

import re
from datetime import date

import pytest
from django.test import Client

from cms.rates import rates_shown, work_name
from payments.models import Rate, RateCard
from payments.money import format_money
from payments.queries import floor_for
from payments.quotes import default_minutes, quote


def shown(place: str = "") -> str:
    html = Client().get("/rates/", {"place": place} if place else {}).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_every_published_rate_stands_on_the_page_with_its_source(rates):
    text = shown()
    for rate in Rate.objects.all():
        assert re.sub(r"\s+", " ", rate.source).replace("'", "&#x27;") in text
        assert format_money(rate.amount_minor, rate.currency) in text
        assert format_money(rate.hourly_minor, rate.currency) in text


def test_a_day_rate_is_compared_by_its_hour(rates):
    assert "A$250.00 per day for 8 hours A$31.25" in shown()


def test_unverified_and_ended_rates_are_marked(rates):
    assert shown().count("Not verified") == Rate.objects.filter(verified=False).count() > 0
    assert shown().count(" Ended ") == Rate.objects.filter(effective_to__lt=date(2027, 1, 1)).count() > 0


@pytest.mark.parametrize("place", ["US", "GB", "GB-SCT", "AU", "CA", "US-WA"])
def test_the_cards_of_a_place_are_its_rows(rates, place):
    text = shown(place)
    for card in RateCard.objects.filter(jurisdiction=place):
        assert work_name(card.activity) in text
        assert format_money(card.hourly_minor, card.currency) in text


def test_the_newest_card_counts_and_a_coming_one_does_not(rates):
    for hour, since in ((9900, date(2026, 6, 1)), (12300, date(2999, 1, 1))):
        RateCard.objects.create(
            jurisdiction="US",
            currency="USD",
            activity="panel",
            hourly_minor=hour,
            effective_from=since,
            source="x",
        )
    text = shown("US")
    assert "Panel $99.00" in text and "$123.00" not in text


def test_the_example_is_counted_like_an_offer(rates):
    card = RateCard.objects.get(jurisdiction="GB", activity="panel")
    floor = floor_for("GB", "GBP", date(2026, 11, 1))
    assert rates_shown({"place": "GB"})["example"] == quote(card, floor, default_minutes(90), seats=1)


def test_where_no_floor_is_published_the_page_says_so(rates):
    assert "Nobody publishes a floor in GBP" in shown("GB")
    assert "The floor here is $81.25 for one hour" in shown("US-WA")


def test_an_unknown_place_gets_an_error_and_the_first_place(rates):
    text = shown("XX")
    assert "There is a problem" in text and "Choose a place from the list" in text
    assert "What we pay: United States" in text


def test_without_rates_the_page_says_so(db):
    assert "No rates are loaded yet" in shown()
    assert "No rates are loaded yet" in shown("US")


def test_ten_times_the_rates_cost_no_more_queries(rates, django_assert_num_queries):
    Client().get("/rates/")
    with django_assert_num_queries(3):
        rates_shown({"place": "US"})
    Rate.objects.bulk_create(
        Rate(**{**_copy(rate), "activity": f"{rate.activity} {n}"})
        for rate in Rate.objects.all()
        for n in range(10)
    )
    with django_assert_num_queries(3):
        rates_shown({"place": "US"})


def _copy(rate: Rate) -> dict:
    return {field.name: getattr(rate, field.name) for field in Rate._meta.fields if not field.primary_key}
