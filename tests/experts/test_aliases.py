"""One office, one name; two offices, nothing to compare."""

import pytest
from django.db import IntegrityError, transaction

from network.experts import aliases
from network.experts.models import AgencyAlias
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_same_office_always_sees_the_same_name():
    expert, office = factories.expert(), factories.agency()
    assert aliases.alias_for(expert, office) == aliases.alias_for(expert, office)
    assert AgencyAlias.objects.count() == 1


def test_no_expert_has_one_name_twice(monkeypatch):
    """With very few words left, chance alone would repeat a name across offices; the rule must not."""
    monkeypatch.setattr(aliases, "FIRST", ("Blue", "Grey"))
    monkeypatch.setattr(aliases, "SECOND", ("Oak",))
    expert = factories.expert()
    names = [aliases.alias_for(expert, factories.agency()) for _ in range(6)]
    assert len(set(names)) == 6


def test_a_sign_in_name_never_serves_as_an_alias(monkeypatch):
    monkeypatch.setattr(aliases, "FIRST", ("Blue", "Grey"))
    monkeypatch.setattr(aliases, "SECOND", ("Oak",))
    expert = factories.expert()
    expert.user.alias = "Blue Oak"
    expert.user.save()
    assert aliases.alias_for(expert, factories.agency()) == "Grey Oak"


def test_names_are_unique_within_an_office_and_drawn_without_regard_to_the_expert(monkeypatch):
    monkeypatch.setattr(aliases, "FIRST", ("Blue", "Grey", "Green"))
    monkeypatch.setattr(aliases, "SECOND", ("Oak",))
    experts, office = [factories.expert() for _ in range(3)], factories.agency()
    assert len(set(aliases.aliases_for(experts, office).values())) == 3


def test_the_database_refuses_a_name_twice_in_one_office():
    one, other, office = factories.expert(), factories.expert(), factories.agency()
    name = aliases.alias_for(one, office)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyAlias.objects.create(profile=other, agency=office, alias=name)


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    office = factories.agency()
    few, many = [factories.expert() for _ in range(2)], [factories.expert() for _ in range(12)]
    for experts in (few, many):
        with django_assert_num_queries(8):  # six, and the savepoint
            aliases.aliases_for(experts, office)
    with django_assert_num_queries(1):
        aliases.aliases_for(many, office)


def test_a_name_has_two_words_and_one_more_when_all_of_two_are_taken(monkeypatch):
    monkeypatch.setattr(aliases, "FIRST", ("Blue", "Grey"))
    monkeypatch.setattr(aliases, "SECOND", ("Oak",))
    expert = factories.expert()
    names = [aliases.alias_for(expert, factories.agency()) for _ in range(6)]
    assert sorted(len(name.split()) for name in names) == [2, 2, 3, 3, 3, 3]
    assert all(name.endswith(" Oak") for name in names)
