"""The field's words are in every database, and stay there."""

import pytest

from network.taxonomy.loading import load_words
from network.taxonomy.models import Skill, Topic
from network.taxonomy.words import SKILLS, TOPICS

pytestmark = pytest.mark.django_db


def test_every_topic_and_skill_is_there_after_migrating():
    assert set(Topic.objects.values_list("slug", flat=True)) == {
        slug for words in TOPICS.values() for slug in words
    }
    assert set(Skill.objects.values_list("slug", flat=True)) == set(SKILLS)


def test_loading_again_mends_a_name_and_adds_nothing(django_assert_num_queries):
    Topic.objects.filter(slug="climate").update(name="changed")
    with django_assert_num_queries(2):
        load_words()
    assert Topic.objects.get(slug="climate").name != "changed"
    assert Topic.objects.count() == sum(map(len, TOPICS.values()))
