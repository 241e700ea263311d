from django import forms

from network.demo.moved_clock import MOST_DAYS


class DaysForm(forms.Form):
    """How far the demo's clock moves ahead."""

    days = forms.IntegerField(
        label="Days",
        min_value=1,
        max_value=MOST_DAYS,
        initial=1,
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
    )
