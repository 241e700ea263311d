from django import forms
from django.conf import settings

from network.people.forms.contact import zone_field


class PlaceForm(forms.Form):
    """Where a person is, in time and language."""

    time_zone = zone_field()
    language = forms.ChoiceField(label="Language", choices=settings.LANGUAGES)
