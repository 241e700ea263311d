from django import forms
from django.conf import settings

from network.people.discretion import NEUTRAL_NAME
from network.people.forms.contact import zone_field


class PlaceForm(forms.Form):
    """Where a person is, in time and language."""

    time_zone = zone_field()
    language = forms.ChoiceField(label="Language", choices=settings.LANGUAGES)


class ScreenForm(forms.Form):
    """What the top of each page says."""

    discreet = forms.TypedChoiceField(
        label="What should the top of each page say?",
        choices=[("no", settings.SITE_NAME), ("yes", f"{NEUTRAL_NAME}, and nothing about us")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the top of each page should say."},
    )
