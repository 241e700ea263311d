from django import forms


class NumberForm(forms.Form):
    """The number that the test brought."""

    number = forms.RegexField(
        r"^[0-9]{6}$",
        strip=True,
        label="The number in the e-mail",
        help_text="Six digits. Type it only if this way is still safe for you.",
        widget=forms.TextInput(
            {"autocomplete": "off", "inputmode": "numeric", "class": "govuk-input--width-5"}
        ),
        error_messages={
            "required": "Type the number that stands in the e-mail.",
            "invalid": "The number has six digits, for example 402715.",
        },
    )
