"""Keeps the tables of topics and skills in step with the words in code."""

from network.taxonomy.models import Skill, Topic
from network.taxonomy.words import SKILLS, TOPICS


def load_words(using: str = "default") -> None:
    """Make the tables hold at least these topics and skills, by their slugs; safe to repeat. Two queries."""
    topics = [
        Topic(slug=slug, name=name, pillar=pillar)
        for pillar, words in TOPICS.items()
        for slug, name in words.items()
    ]
    skills = [Skill(slug=slug, name=name) for slug, name in SKILLS.items()]
    Topic.objects.using(using).bulk_create(
        topics, update_conflicts=True, unique_fields=["slug"], update_fields=["name", "pillar"]
    )
    Skill.objects.using(using).bulk_create(
        skills, update_conflicts=True, unique_fields=["slug"], update_fields=["name"]
    )
