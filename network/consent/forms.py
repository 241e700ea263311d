from typing import cast

from django import forms

from network.consent.purposes import RULES
from network.consent.queries import Question

UNTIL_STOPPED = "0"


class AnswerForm(forms.Form):
    """Yes or no, said by pressing one of two buttons; for how long, with an end already chosen."""

    months = forms.TypedChoiceField(
        label="For how long",
        coerce=int,
        required=False,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of these ends"},
    )
    answer = forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        error_messages={
            "required": "Press one of the two buttons",
            "invalid_choice": "Press one of the two buttons",
        },
    )

    def __init__(self, *args, question: Question, **options):
        super().__init__(*args, **options)
        rule = RULES[question.purpose]
        if question.takes_time:
            offered = [(str(each or UNTIL_STOPPED), _period(each)) for each in rule.periods]
            cast(forms.ChoiceField, self.fields["months"]).choices = offered
            self.initial["months"] = str(rule.months or UNTIL_STOPPED)
        else:
            del self.fields["months"]

    @property
    def yes(self) -> bool:
        return self.cleaned_data["answer"] == "yes"

    @property
    def until_months(self) -> int | None:
        """The end that was chosen, in months from now; None: the rule's own, or none."""
        return self.cleaned_data.get("months") or None


def _period(months: int | None) -> str:
    return f"{months} months" if months else "Until I stop it"
