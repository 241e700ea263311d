"""What a new expert is asked before invitations make sense, as a task list. Asks the database nothing."""

from typing import NamedTuple

from django.urls import reverse

from network.experts.models import Profile

TASKS = {
    "skills": ("What you do well", "experts:change", "skills"),
    "topics": ("What you know about", "experts:change", "topics"),
    "off-topics": ("What you will not be asked about", "experts:change", "off-topics"),
    "languages": ("Your languages and time zone", "experts:change", "languages"),
    "availability": ("When you can meet", "experts:availability"),
    "agreements": ("What you agree to", "consent:first", "contact"),
    "pay": ("How you are paid", "experts:pay"),
}


class Task(NamedTuple):
    name: str
    label: str
    url: str
    done: bool


def readiness(profile: Profile) -> list[Task]:
    """Every task in order, with whether it was answered."""
    return [
        Task(name, label, reverse(url, args=args), name in profile.answered)
        for name, (label, url, *args) in TASKS.items()
    ]


def is_ready(profile: Profile) -> bool:
    """Whether every question was answered once."""
    return set(TASKS) <= set(profile.answered)
