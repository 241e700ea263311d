from django import forms

from network.workspace.queries.glance import PERIODS


class GlanceForm(forms.Form):
    """Which part of the network to look at."""

    office = forms.ChoiceField(label="Office", required=False)
    months = forms.ChoiceField(label="Period", choices=list(PERIODS.items()), required=False)

    def __init__(self, *args, offices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", "All offices"), *offices]
