"""Every write about recommendations. One noun a file; callers import the verbs from here."""

from network.outcomes.services.answering import acknowledge, answer
from network.outcomes.services.checking import check, forget_words, lapse_unchecked
from network.outcomes.services.progress import claim_done, note_progress
from network.outcomes.services.proposing import NotCitable, propose_recommendation

__all__ = [
    "NotCitable",
    "acknowledge",
    "answer",
    "check",
    "claim_done",
    "forget_words",
    "lapse_unchecked",
    "note_progress",
    "propose_recommendation",
]
