"""Every write about experts. Callers import the verbs from here."""

from network.experts.services.availability import add_day_off, add_hours, remove_day_off, remove_hours
from network.experts.services.joining import create_profile
from network.experts.services.leaving import complete_leaving, leave, on_leaving, stay, what_is_open
from network.experts.services.payout import begin_stripe, keep_payout_details, refresh_payee
from network.experts.services.profile import (
    TopicClash,
    choose_languages,
    choose_off_topics,
    choose_skills,
    choose_topics,
    keep_particulars,
    limit_hours,
    mark_answered,
)
from network.experts.services.rights import add_wall, pause, remove_wall, resume

__all__ = [
    "TopicClash",
    "add_day_off",
    "add_hours",
    "add_wall",
    "begin_stripe",
    "choose_languages",
    "choose_off_topics",
    "choose_skills",
    "choose_topics",
    "complete_leaving",
    "create_profile",
    "keep_particulars",
    "keep_payout_details",
    "leave",
    "limit_hours",
    "mark_answered",
    "on_leaving",
    "pause",
    "refresh_payee",
    "remove_day_off",
    "remove_hours",
    "remove_wall",
    "resume",
    "stay",
    "what_is_open",
]
