"""How long each yes lasts and rests, as docs/consent.md says it."""

from datetime import timedelta

import pytest

from network.consent import audiences, purposes
from network.consent.purposes import NETWORK, RULES, Audience, AudienceKind, Purpose, Rule

LASTING = {Purpose.NAME, Purpose.IMAGE, Purpose.STORY}
LASTS = (12, 36, timedelta(hours=72))


def test_name_image_and_story_end_after_12_months_at_most_36_and_rest_for_72_hours():
    assert {purpose: (rule.months, rule.most, rule.rests) for purpose, rule in RULES.items()} == {
        purpose: LASTS if purpose in LASTING else (None, None, timedelta(0)) for purpose in Purpose
    }
    assert purposes._LASTS == LASTS, "the three share one set of terms"


def test_a_rule_that_says_no_more_asks_once_and_lets_any_end_be_chosen():
    rule = Rule((AudienceKind.NETWORK,))
    assert rule.asks_twice is False and rule.months is rule.most is None
    assert rule.periods == (None, 3, 6, 12, 24, 36)


def test_a_latest_end_takes_away_what_is_later_and_what_never_ends():
    rule = Rule((AudienceKind.NETWORK,), most=24, rests=timedelta(seconds=1))
    assert rule.periods == (3, 6, 12, 24)
    assert rule.asks_twice is True


@pytest.mark.parametrize("kind", AudienceKind)
def test_each_kind_of_audience_is_asked_about_what_is_for_it(kind):
    assert purposes.purposes_for(kind) == [each for each in RULES if kind in RULES[each].audiences]
    assert purposes.purposes_for(kind), kind


def test_an_audience_without_a_number_is_the_one_of_its_kind():
    assert Audience(AudienceKind.NETWORK) == NETWORK == (AudienceKind.NETWORK, "")


def test_several_apps_may_know_audiences_of_one_kind(monkeypatch):
    monkeypatch.setattr(audiences, "_NAMES", {})
    assert audiences.audiences_of(None, AudienceKind.AGENCY) == {}
    audiences.register_audiences(AudienceKind.AGENCY, lambda person: {"one": "Office one"})
    audiences.register_audiences(AudienceKind.AGENCY, lambda person: {"two": "Office two"})
    audiences.register_audiences(AudienceKind.ENGAGEMENT, lambda person: {"work": "A piece of work"})
    assert audiences.audiences_of(None, AudienceKind.AGENCY) == {"one": "Office one", "two": "Office two"}
