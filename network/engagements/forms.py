"""The shape of what each side writes."""

from datetime import datetime
from typing import cast

from django import forms

from network.common.plain import moment
from network.consent.purposes import Purpose
from network.consent.texts import text_for


def _box(label: str, purpose: Purpose, language: str) -> forms.BooleanField:
    """A single box that means what the ledger's own words say, off until it is ticked."""
    return forms.BooleanField(required=False, label=label, help_text=text_for(purpose, language).meaning)


class AcceptForm(forms.Form):
    """The separate yes that goes with accepting."""

    def __init__(self, *args, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["attend"] = _box("The office may know that I attend", Purpose.ATTEND, language)


class AgreeForm(forms.Form):
    """The separate yes that may go with agreeing to a note."""

    def __init__(self, *args, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quote"] = _box("My words may also be quoted", Purpose.QUOTE, language)


class ChangesForm(forms.Form):
    words = forms.CharField(
        label="What should read differently?",
        help_text="The office reads this and writes the note again. You then check it again.",
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": "Write what should change, or go back and agree."},
    )


class NoteForm(forms.Form):
    text = forms.CharField(
        label="What the expert said",
        help_text="Write what was said for this work, in the expert’s sense. No names, and nothing about anybody’s "
        "own history, health or status. The expert reads it first.",
        max_length=20_000,
        widget=forms.Textarea({"rows": 14}),
        error_messages={"required": "Write the note first."},
    )


class ProposeForm(forms.Form):
    """One of the times that the expert offers, shown in the reader's own zone."""

    starts_at = forms.TypedChoiceField(
        label="Which time suits you?",
        widget=forms.RadioSelect({"class": "govuk-radios--small"}),
        coerce=datetime.fromisoformat,
        error_messages={
            "required": "Choose one of the times.",
            "invalid_choice": "This time is no longer free. Choose another one.",
        },
    )
    how_to_join = forms.CharField(
        label="How to join",
        help_text="A link or a place. Only the expert and your office see it. Choose a service that needs no account and no name.",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Say how the expert joins."},
    )

    def __init__(self, *args, times: list[datetime], zone: str, **kwargs):
        super().__init__(*args, **kwargs)
        starts = cast(forms.ChoiceField, self.fields["starts_at"])
        starts.choices = [(time.isoformat(), moment(time, zone)) for time in times]
