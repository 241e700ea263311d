from django import forms


class AnswerForm(forms.Form):
    """Yes or no, said by pressing one of two buttons."""

    answer = forms.ChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        error_messages={
            "required": "Press one of the two buttons",
            "invalid_choice": "Press one of the two buttons",
        },
    )

    @property
    def yes(self) -> bool:
        return self.cleaned_data["answer"] == "yes"
