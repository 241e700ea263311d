from django import forms

from network.safeguarding.models import Concern

_LONG = {"rows": 8, "autocomplete": "off"}


class ConcernForm(forms.Form):
    kind = forms.ChoiceField(
        choices=Concern.Kind.choices,
        widget=forms.RadioSelect,
        label="What is it about?",
        error_messages={"required": "Choose what it is about"},
    )
    words = forms.CharField(
        max_length=10_000,
        label="What should we know?",
        help_text="Write as much or as little as you like. It is locked; only programme managers can open it.",
        widget=forms.Textarea(_LONG),
        error_messages={"required": "Write a few words, so that we know what to look at"},
    )
    urgent = forms.BooleanField(
        required=False,
        label="It is urgent: I or somebody else may not be safe",
        help_text="A person reads it within 4 hours.",
    )


class AnswerForm(forms.Form):
    words = forms.CharField(
        max_length=10_000,
        label="Your words to them",
        help_text="They read this. Say plainly what happens next and when.",
        widget=forms.Textarea(_LONG),
        error_messages={"required": "Write what they should know"},
    )
