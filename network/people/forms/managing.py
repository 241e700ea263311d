from django import forms

from network.people.queries import person_by_alias
from network.people.services.requests import REASONS


class ReasonForm(forms.Form):
    """Why a manager opens somebody's contact."""

    reason = forms.ChoiceField(
        label="Why do you need to read it?",
        help_text="Your name, the time and this reason are kept in the audit log.",
        choices=list(REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why you need to read it."},
    )


class RecoveryForm(forms.Form):
    """Whom a manager lets back in."""

    alias = forms.CharField(
        label="Alias",
        help_text="Exactly as the person signs in. Check first that it is really them who asks.",
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-20"}),
        error_messages={"required": "Enter the person's alias."},
    )

    def clean_alias(self) -> str:
        self.person = person_by_alias(self.cleaned_data["alias"])
        if self.person is None:
            raise forms.ValidationError(
                "Nobody signs in under this alias. Check the spelling with the person."
            )
        return self.cleaned_data["alias"]
