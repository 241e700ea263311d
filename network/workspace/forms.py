from django import forms

from network.workspace.queries.glance import PERIODS


class GlanceForm(forms.Form):
    """Which part of the network to look at; an unknown choice narrows nothing."""

    office = forms.ChoiceField(label="Office", required=False)
    months = forms.ChoiceField(label="Period", choices=list(PERIODS.items()), required=False)

    def __init__(self, *args, offices=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", "All offices"), *offices]

    def chosen(self) -> dict[str, str]:
        """The possible choices among what was asked for."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
