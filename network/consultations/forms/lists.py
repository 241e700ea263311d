"""Small forms: start, filter, write a note."""

from django import forms

from network.consultations.forms.base import WIDE, area
from network.consultations.queries import BOARD_VIEWS
from network.consultations.states import RequestState
from network.taxonomy.models import Pillar


class StartForm(forms.Form):
    """The first step of a request."""

    title = forms.CharField(
        label="What is the request about?",
        max_length=120,
        widget=forms.TextInput(WIDE),
        help_text="A short, plain title that experts will see. No names of people. You can change it later.",
        error_messages={"required": "Enter a title, for example Review of the national referral guide"},
    )


class NoteForm(forms.Form):
    """Words between reviewer and office."""

    text = forms.CharField(
        label="Note",
        max_length=4000,
        widget=area(),
        error_messages={"required": "Write what you want to say"},
    )


class StateFilter(forms.Form):
    """Which of the office's requests to list."""

    state = forms.ChoiceField(
        label="Show", required=False, choices=[("", "All requests"), *RequestState.choices]
    )


class QueueFilter(forms.Form):
    """Which requests a manager lists."""

    state = forms.ChoiceField(
        label="Show",
        required=False,
        choices=[("", "Waiting for review"), *RequestState.choices[1:]],
    )


class BoardFilter(forms.Form):
    """Which requests the board shows."""

    show = forms.ChoiceField(
        label="Requests",
        required=False,
        choices=[(word, label) for word, (label, _) in BOARD_VIEWS.items()],
    )
    pillar = forms.ChoiceField(
        label="Part of the field", required=False, choices=[("", "All parts"), *Pillar.choices]
    )
