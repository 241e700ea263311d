"""The shape of what finance types."""

from django import forms
from django.core.validators import RegexValidator

from payments.money import is_currency
from payments.states import PaymentState

REFERENCE = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9 ./_-]*$", "Use letters, digits, spaces and . / - _ only, as the bank shows it"
)
# Fixed words, so that no note can carry somebody's story.
HOLD_REASONS = ("Amount is in question", "Payee asked to wait", "Details are being checked")


class Act(forms.Form):
    """A button; what the service refuses is said at `main_field`."""

    main_field: str | None = None


class Record(Act):
    main_field = "reference"
    reference = forms.CharField(
        label="Reference of the transfer",
        help_text="As the bank shows it. Write no names.",
        max_length=80,
        validators=[REFERENCE],
        error_messages={"required": "Enter the reference that the bank gave the transfer"},
        widget=forms.TextInput({"class": "govuk-input--width-20", "autocomplete": "off"}),
    )


class Hold(Act):
    main_field = "note"
    note = forms.ChoiceField(
        label="Why is it kept back?",
        choices=[(reason, reason) for reason in HOLD_REASONS],
        error_messages={"required": "Choose why the payment is kept back"},
        widget=forms.RadioSelect,
    )


class Filter(forms.Form):
    """What the list is narrowed by; anything unknown is an error beside its field, and narrows nothing."""

    state = forms.ChoiceField(label="State", choices=[("", "All"), *PaymentState.choices], required=False)
    currency = forms.CharField(
        label="Currency",
        max_length=3,
        required=False,
        widget=forms.TextInput({"class": "govuk-input--width-3", "autocomplete": "off"}),
    )

    def clean_currency(self) -> str:
        code = self.cleaned_data["currency"].upper()
        if code and not is_currency(code):
            raise forms.ValidationError("Enter the three letters of a currency, for example USD")
        return code


class Moment(forms.Form):
    """The day at whose end the ledger is shown."""

    day = forms.DateField(
        label="As it stood at the end of (UTC)",
        required=False,
        error_messages={"invalid": "Enter a real date, for example 2026-11-24"},
        widget=forms.DateInput({"type": "date", "class": "govuk-input--width-10"}),
    )
