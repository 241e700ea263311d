"""The work: seats, hours and dates. The pay follows from them."""

from django import forms

from network.common.dates import DayField
from network.consultations.forms.base import SectionForm, choices_of
from network.taxonomy.activities import GROUP_WORK
from network.taxonomy.words import LANGUAGES
from payments.quotes import DEBRIEF_MINUTES, least_preparation

LEAST_TOGETHER = 2  # Nobody sits alone among officials as the one who knows.


def _number(label: str, least: int, most: int, **options) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput({"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Enter a whole number in digits",
            "min_value": f"Enter {least} or more",
            "max_value": f"Enter {most} or less",
        },
        **options,
    )


class WorkForm(SectionForm):
    needed = {
        "activity": "Choose the kind of work",
        "seats": "Enter how many experts you ask",
        "session_minutes": "Enter how long the work itself takes, in minutes",
        "earliest_date": "Enter the first day on which it could be",
        "latest_date": "Enter the last day on which it could be",
        "languages": "Choose at least one language",
    }
    activity = forms.ChoiceField(
        label="Kind of work", choices=lambda: choices_of("activity"), widget=forms.RadioSelect
    )
    seats = _number("Experts", 1, 40)
    session_minutes = _number("Minutes of the session or the review itself", 15, 480)
    preparation_minutes = _number(
        "Minutes to prepare",
        0,
        960,
        required=False,
        help_text="Paid. At least half of the session; leave it empty for exactly that.",
    )
    debrief_minutes = _number(
        "Minutes for a debrief",
        0,
        240,
        required=False,
        help_text=f"Paid. At least {DEBRIEF_MINUTES}; leave it empty for exactly that.",
    )
    earliest_date = DayField(label="Earliest day", help_text="Experts get at least 10 working days' notice.")
    latest_date = DayField(label="Latest day")
    languages = forms.MultipleChoiceField(
        label="Languages",
        help_text="An expert needs one of them.",
        choices=list(LANGUAGES.items()),
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small"}),
    )

    class Meta(SectionForm.Meta):
        fields = (
            "activity",
            "seats",
            "session_minutes",
            "preparation_minutes",
            "debrief_minutes",
            "earliest_date",
            "latest_date",
            "languages",
        )

    def clean(self):
        data = super().clean()
        self._check_seats(data)
        if data.get("session_minutes"):
            self._complete_minutes(data, data["session_minutes"])
        if data.get("earliest_date") and data.get("latest_date"):
            self._check_window(data)
        return data

    def _check_seats(self, data) -> None:
        if data.get("activity") in GROUP_WORK and (data.get("seats") or LEAST_TOGETHER) < LEAST_TOGETHER:
            self.add_error("seats", f"Ask at least {LEAST_TOGETHER} experts for work that is done together")

    def _complete_minutes(self, data, session: int) -> None:
        for field, least in {
            "preparation_minutes": least_preparation(session),
            "debrief_minutes": DEBRIEF_MINUTES,
        }.items():
            if data.get(field) is None and field not in self.errors:
                data[field] = least
            elif field in data and data[field] < least:
                self.add_error(field, f"Enter {least} or more for a session of {session} minutes")

    def _check_window(self, data) -> None:
        if data["latest_date"] < data["earliest_date"]:
            self.add_error("latest_date", "Enter a day that is not before the earliest day")
