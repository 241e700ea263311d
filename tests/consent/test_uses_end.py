"""How a use ends follows from what it was registered with, and for whom it is, too."""

import pytest

from network.agencies.models import Agency
from network.consent import uses
from network.consent.purposes import RULES, AudienceKind, Purpose
from network.consent.uses import Ends, register_use, use_named, uses_of


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """The uses of this test, and no others."""
    monkeypatch.setattr(uses, "_USES", {})


def stop(person, audience):
    """Ends nothing."""


def describe(agency: Agency, refs):
    """Knows no copies."""
    return {}


WAYS = [
    ({}, Ends.AT_VIEW),
    ({"stop": stop}, Ends.NOW),
    ({"stop": stop, "describe": describe}, Ends.ASKED),
    ({"describe": describe}, Ends.ASKED),
    ({"because": "Paper cannot be called back."}, Ends.NEVER),
]


@pytest.mark.parametrize(("how", "ends"), WAYS)
def test_what_it_was_registered_with_says_how_it_ends(how, ends):
    register_use("a.place", Purpose.STORY, "A place", asked_by=("somewhere.asks",), **how)
    use = use_named("a.place")
    assert use.ends is ends
    assert (use.name, use.purpose, use.place) == ("a.place", Purpose.STORY, "A place")
    assert (use.stop, use.describe, use.because) == tuple(
        how.get(name, default) for name, default in (("stop", None), ("describe", None), ("because", ""))
    )
    assert use.asked_by == ("somewhere.asks",)


@pytest.mark.parametrize("how", [{"stop": stop}, {"describe": describe}])
def test_what_cannot_be_undone_ends_in_no_other_way(how):
    with pytest.raises(ValueError, match="cannot be undone"):
        register_use("a.place", Purpose.STORY, "A place", because="Paper.", **how)
    assert use_named("a.place") is None


def test_it_is_for_every_audience_of_its_purpose_unless_it_names_some():
    register_use("a.print", Purpose.NAME, "Printed pages", kinds=(AudienceKind.PUBLIC,))
    register_use("a.list", Purpose.NAME, "A list")
    assert use_named("a.list").kinds == RULES[Purpose.NAME].audiences
    assert [use.name for use in uses_of(Purpose.NAME)] == ["a.print", "a.list"]
    assert [use.name for use in uses_of(Purpose.NAME, AudienceKind.PUBLIC)] == ["a.print", "a.list"]
    assert [use.name for use in uses_of(Purpose.NAME, AudienceKind.AGENCY)] == ["a.list"]
    assert uses_of(Purpose.NAME, AudienceKind.NETWORK) == uses_of(Purpose.STORY) == []
