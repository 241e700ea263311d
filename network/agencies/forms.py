"""What is asked about offices and their people."""

from django import forms
from django.core.exceptions import ValidationError

from network.agencies.jurisdictions import CHOICES, JURISDICTIONS
from network.agencies.models import Agency, Official
from network.agencies.policies import TRAINING_MONTHS
from network.agencies.queries import name_taken
from network.agencies.services import FirstOfficial
from network.agencies.states import AgencyState, Reason
from network.common import clock
from network.common.dates import DayField
from network.people.zones import zone_names

WIDE = {"class": "govuk-input--width-30"}


def _text(label: str, longest: int, **options) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=longest,
        widget=forms.TextInput(WIDE),
        error_messages={"required": f"Enter: {label[0].lower()}{label[1:]}"},
        **options,
    )


def _email() -> forms.EmailField:
    return forms.EmailField(
        label="Work e-mail",
        max_length=160,
        help_text="We send the entry link here. It is stored encrypted.",
        widget=forms.EmailInput({**WIDE, "autocomplete": "off"}),
        error_messages={
            "required": "Enter the work e-mail that the entry link should go to",
            "invalid": "Enter an e-mail address with an @, for example name@office.example",
        },
    )


class RegisterForm(forms.Form):
    """An office and the person who registers it."""

    name = _text("Name of the office", 120, help_text="As the public knows it.")
    level = forms.ChoiceField(
        label="Level",
        choices=Agency.Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the level of government"},
    )
    jurisdiction = forms.ChoiceField(
        label="Country or region",
        choices=[("", "Choose one"), *CHOICES],
        error_messages={"required": "Choose the country or region the office belongs to"},
    )
    time_zone = forms.ChoiceField(
        label="Time zone",
        required=False,
        choices=lambda: [("", "The usual one of the country or region"), *((z, z) for z in zone_names())],
    )
    purpose = forms.CharField(
        label="What do you want to ask experts about, and what could change by it?",
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Say in a few sentences what you want to ask about"},
    )
    official_name = _text("Your name", 80)
    job_title = _text("Your job title", 80)
    email = _email()

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if name_taken(name):
            raise ValidationError(
                "An office of this name is already registered. Ask a colleague there to invite you, "
                "or add the place or department to the name."
            )
        return name

    def clean(self):
        data = super().clean()
        if data.get("jurisdiction") and not data.get("time_zone"):
            data["time_zone"] = JURISDICTIONS[data["jurisdiction"]].time_zone
        return data

    def office(self) -> dict:
        """The keywords of `services.register_office`."""
        data = self.cleaned_data
        office = {field: data[field] for field in ("name", "level", "jurisdiction", "time_zone", "purpose")}
        return office | {"official": FirstOfficial(data["official_name"], data["job_title"], data["email"])}


class ColleagueForm(forms.Form):
    """Somebody of the same office."""

    name = _text("Name", 80)
    job_title = _text("Job title", 80)
    duty = forms.ChoiceField(
        label="What they do here",
        choices=Official.Duty.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they do here"},
    )
    email = _email()


class CodeForm(forms.Form):
    """The official's word on the code of conduct."""

    agree = forms.BooleanField(
        label="I have read the code of conduct and will keep to it",
        error_messages={"required": "Tick the box to sign, or leave this page to sign later"},
    )


class ReasonForm(forms.Form):
    """Why a manager declines or suspends an office."""

    reason = forms.ChoiceField(
        label="Reason",
        choices=Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason; the office may be told it"},
    )


class TrainingForm(forms.Form):
    """The day on which an official finished the training."""

    completed_on = DayField(label="Day the training was finished")

    def clean_completed_on(self):
        day, today = self.cleaned_data["completed_on"], clock.now().date()
        if day > today:
            raise ValidationError("Enter a day that is not in the future")
        if day < clock.months_later(clock.now(), -TRAINING_MONTHS).date():
            raise ValidationError(
                f"Training holds {TRAINING_MONTHS} months, so this one has lapsed. Enter a later training."
            )
        return day


class StateFilter(forms.Form):
    """Which offices to list."""

    state = forms.ChoiceField(
        label="Show", required=False, choices=[("", "All offices"), *AgencyState.choices]
    )
