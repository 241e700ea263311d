"""An approver's promise of money."""

from django import forms
from django.core.exceptions import ValidationError

from network.consultations.forms.base import WIDE
from payments.models import Fund
from payments.money import MoneyError, format_money, parse_money


class FundForm(forms.Form):
    """A purchase order or transfer over at least `least_minor` of `currency`."""

    kind = forms.ChoiceField(
        label="How is the money promised?",
        choices=Fund.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a purchase order or a bank transfer"},
    )
    reference = forms.CharField(
        label="Its number or reference",
        max_length=80,
        widget=forms.TextInput(WIDE),
        help_text="As your finance office knows it. No names of people.",
        error_messages={"required": "Enter the number of the order or the reference of the transfer"},
    )
    amount = forms.CharField(
        label="Amount",
        max_length=20,
        widget=forms.TextInput({"class": "govuk-input--width-10", "inputmode": "decimal"}),
        error_messages={"required": "Enter the amount in digits"},
    )

    def __init__(self, *args, least_minor: int, currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.least_minor, self.currency = least_minor, currency
        self.fields["amount"].help_text = f"In {currency}, at least {format_money(least_minor, currency)}."

    def clean_amount(self) -> int:
        try:
            minor = parse_money(self.cleaned_data["amount"], self.currency)
        except MoneyError as wrong:
            raise ValidationError(str(wrong)) from wrong
        if minor < self.least_minor:
            raise ValidationError(f"Enter {format_money(self.least_minor, self.currency)} or more")
        return minor
