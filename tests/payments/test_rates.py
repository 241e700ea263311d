from datetime import date

import pytest

from payments.queries import NoCard, card_for, floor_for
from tests.payments.make import make_card, make_rate

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def floor(jurisdiction="US", currency="USD", on=TODAY):
    found = floor_for(jurisdiction, currency, on)
    return found and (found.hourly_minor, found.role)


def test_the_effective_hour_of_a_day_rate_is_rounded_up():
    assert make_rate(unit="day", amount_minor=25_000, hours_covered=8).hourly_minor == 3_125
    assert make_rate(unit="day", amount_minor=25_001, hours_covered=8).hourly_minor == 3_126


class TestFloor:
    def test_it_is_the_countrys_for_its_regions_too(self):
        make_rate()
        assert floor("US-WA") == floor("US") == (8_125, "floor")

    def test_a_region_with_a_floor_of_its_own(self):
        make_rate()
        make_rate(jurisdiction="US-WA", amount_minor=9_999)
        assert (floor("US-WA"), floor("US")) == ((9_999, "floor"), (8_125, "floor"))

    def test_a_floor_beats_any_comparator(self):
        make_rate()
        make_rate(role="comparator", amount_minor=20_000)
        assert floor() == (8_125, "floor")

    def test_without_a_floor_the_highest_verified_comparator_holds(self):
        for amount, verified in [(1_385, True), (2_500, True), (9_900, False)]:
            make_rate(
                jurisdiction="GB",
                currency="GBP",
                role="comparator",
                amount_minor=amount,
                verified=verified,
            )
        assert floor("GB", "GBP") == (2_500, "comparator")

    def test_another_currency_is_never_converted(self):
        make_rate()
        assert floor("GB", "GBP") is None

    def test_a_floor_of_the_currency_holds_elsewhere_too(self):
        make_rate()
        assert floor("EC") == (8_125, "floor")

    @pytest.mark.parametrize(
        ("on", "found"), [("2013-12-31", None), ("2014-01-01", 8_125), ("2020-01-01", None)]
    )
    def test_it_has_dates(self, on, found):
        make_rate(effective_to=date(2019, 12, 31))
        got = floor(on=date.fromisoformat(on))
        assert (got and got[0]) == found


class TestCard:
    def test_the_newest_in_force_wins(self):
        make_card()
        make_card(effective_from=date(2026, 6, 1), hourly_minor=9_500)
        make_card(effective_from=date(2027, 1, 1), hourly_minor=9_900)
        assert card_for("US", "roundtable", TODAY).hourly_minor == 9_500

    def test_a_region_has_its_own_or_its_countrys(self):
        make_card()
        assert card_for("US-WA", "roundtable", TODAY).jurisdiction == "US"
        make_card(jurisdiction="US-WA", effective_from=date(2025, 1, 1))
        assert card_for("US-WA", "roundtable", TODAY).jurisdiction == "US-WA"

    def test_without_one_it_says_which_is_missing(self):
        with pytest.raises(NoCard, match="training in US"):
            card_for("US", "training", TODAY)
