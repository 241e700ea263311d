"""Names at offices when words run short: what is taken there is not tried in vain, what is free elsewhere is used."""

import pytest

from network.experts import aliases
from network.experts.models import AgencyAlias
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_one_name_of_two_words(monkeypatch):
    monkeypatch.setattr(aliases, "FIRST", ("Blue",))
    monkeypatch.setattr(aliases, "SECOND", ("Oak",))


@pytest.fixture
def office():
    return factories.agency()


def test_a_name_that_is_taken_at_this_office_is_refused_before_it_is_stored(office, monkeypatch):
    """One that only the database refuses would be drawn again for ever, for there is no other of two words."""
    first, second, third = (factories.expert() for _ in range(3))
    assert aliases.alias_for(first, office) == "Blue Oak"
    once = iter([aliases._make])
    monkeypatch.setattr(aliases, "_make", lambda missing, agency: next(once)(missing, agency))
    names = aliases.aliases_for([second, third], office)
    assert sorted(names.values()) == ["Blue Blue Blue Oak", "Blue Blue Oak"]


def test_a_name_of_somebody_else_at_another_office_is_free_here(office):
    aliases.alias_for(factories.expert(), factories.agency())
    assert aliases.alias_for(factories.expert(), office) == "Blue Oak"


def test_only_those_who_were_asked_for_are_named(office):
    first, second = factories.expert(), factories.expert()
    aliases.aliases_for([first, second], office)
    assert aliases.aliases_for([first], office).keys() == {first.pk}


def test_a_name_that_somebody_made_at_the_same_moment_is_the_one_that_counts(office, monkeypatch):
    expert, draw = factories.expert(), aliases._draw

    def while_another_stores_theirs(refused, length=1):
        AgencyAlias.objects.get_or_create(profile=expert, agency=office, defaults={"alias": "Quick Oak"})
        return draw(refused, length)

    monkeypatch.setattr(aliases, "_draw", while_another_stores_theirs)
    assert aliases.alias_for(expert, office) == "Quick Oak"
    assert AgencyAlias.objects.count() == 1
