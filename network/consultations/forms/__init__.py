"""What is asked about requests."""

from network.consultations.forms.funds import FundForm
from network.consultations.forms.lists import BoardFilter, NoteForm, QueueFilter, StartForm, StateFilter
from network.consultations.forms.rows import AttendeesForm, QuestionsForm
from network.consultations.forms.words import DecisionForm, UsesForm, WhatForm
from network.consultations.forms.work import WorkForm

__all__ = [
    "AttendeesForm",
    "BoardFilter",
    "DecisionForm",
    "FundForm",
    "NoteForm",
    "QuestionsForm",
    "QueueFilter",
    "StartForm",
    "StateFilter",
    "UsesForm",
    "WhatForm",
    "WorkForm",
]
