"""What experts type about themselves. Blank is always an answer, except where the label says otherwise."""

from datetime import time

from django import forms

from network.agencies.jurisdictions import CHOICES
from network.common import clock
from network.common.dates import DayField
from network.experts.models import WEEKDAYS
from network.experts.openings import DANGERS, OPENABLE_WORDS
from network.experts.particulars import PARTICULARS
from network.experts.queries import expert_signing_in_as
from network.experts.walls import COLUMNS
from network.people.forms.contact import zone_field
from network.taxonomy.fields import TopicsField
from network.taxonomy.models import Skill
from network.taxonomy.words import LANGUAGES
from payments.rails import RAILS

MIDNIGHT = "23:59"
HALF_HOURS = [(f"{half // 2:02}:{half % 2 * 30:02}",) * 2 for half in range(48)]
MOST_HOURS = 200  # More than a full month of work is a typing mistake.


class SkillsForm(forms.Form):
    skills = forms.ModelMultipleChoiceField(
        Skill.objects.all(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        label="What do you do well?",
        help_text="Choose all that fit. It does not matter where you learned it.",
        error_messages={"required": "Choose at least one skill"},
    )


class TopicsForm(forms.Form):
    topics = TopicsField(
        label="What do you know about?",
        help_text="You are asked for advice on these topics only.",
        error_messages={"required": "Choose at least one topic"},
    )


class OffTopicsForm(forms.Form):
    topics = TopicsField(
        required=False,
        label="What will you not be asked about?",
        help_text="Offices that ask about one of these never reach you. You can leave all of them open.",
    )


class LanguagesForm(forms.Form):
    languages = forms.MultipleChoiceField(
        choices=list(LANGUAGES.items()),
        widget=forms.CheckboxSelectMultiple,
        label="Which languages do you work in?",
        error_messages={"required": "Choose at least one language"},
    )
    time_zone = zone_field()


class LimitForm(forms.Form):
    hours = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_HOURS,
        label="How many hours a month do you want to work at most?",
        help_text="You get no invitation that would take you over it. Leave it empty for no limit.",
        widget=forms.NumberInput({"class": "govuk-input--width-3"}),
        error_messages={
            "invalid": "Enter a whole number, for example 10",
            "min_value": "Enter 1 or more, or leave it empty for no limit",
            "max_value": f"Enter {MOST_HOURS} or less, or leave it empty for no limit",
        },
    )


class HoursForm(forms.Form):
    days = forms.TypedMultipleChoiceField(
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes--small"}),
        label="On which days?",
        error_messages={"required": "Choose at least one day"},
    )
    starts = forms.ChoiceField(choices=HALF_HOURS, initial="09:00", label="From")
    ends = forms.ChoiceField(
        choices=[*HALF_HOURS[1:], (MIDNIGHT, "midnight")], initial="17:00", label="Until"
    )

    def clean_starts(self):
        return time.fromisoformat(self.cleaned_data["starts"])

    def clean_ends(self):
        ends = time.fromisoformat(self.cleaned_data["ends"])
        if (starts := self.cleaned_data.get("starts")) and ends <= starts:
            raise forms.ValidationError("Choose a time later than the first one")
        return ends


class WindowForm(forms.Form):
    """Names one window of the week: its day and when it begins."""

    day = forms.IntegerField(min_value=0, max_value=6)
    starts = forms.TimeField()


class DayOffForm(forms.Form):
    day = DayField(label="Which day do you take off?")

    def clean_day(self):
        if self.cleaned_data["day"] < clock.now().date():
            raise forms.ValidationError("Choose today or a later day")
        return self.cleaned_data["day"]


class DayForm(forms.Form):
    """Names one day off."""

    day = forms.DateField()


class ParticularsForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, about in PARTICULARS.items():
            area = forms.Textarea({"rows": 4, "autocomplete": "off"})
            line = forms.TextInput({"autocomplete": "off"})
            self.fields[name] = forms.CharField(
                required=False,
                max_length=2000,
                label=about.label,
                help_text=f"{about.hint} Who sees it: {about.who}",
                widget=line if name == "legal_name" else area,
            )


class RailForm(forms.Form):
    rail = forms.ChoiceField(
        choices=[("manual", "By bank transfer or cheque"), ("stripe", "By Stripe")],
        widget=forms.RadioSelect,
        label="How do you want to be paid?",
        error_messages={"required": "Choose one way"},
    )

    def clean_rail(self):
        if self.cleaned_data["rail"] not in RAILS:
            raise forms.ValidationError("Choose one way")
        return self.cleaned_data["rail"]


class PayoutForm(forms.Form):
    details = forms.CharField(
        max_length=1000,
        label="Where should your money go?",
        help_text=(
            "Write the name on the account, the bank, and the account number. Outside your country also the IBAN or "
            "SWIFT code. For a cheque, write the name and the address it should go to."
        ),
        widget=forms.Textarea({"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Write where your money should go"},
    )


class CountryForm(forms.Form):
    country = forms.RegexField(
        r"^[A-Za-z]{2}$",
        label="In which country is your bank account?",
        help_text="Two letters, for example US, GB or KE. Stripe asks you for the rest on its own pages.",
        widget=forms.TextInput({"class": "govuk-input--width-2", "autocomplete": "off"}),
        error_messages={
            "required": "Enter the two letters of a country",
            "invalid": "Enter two letters, for example KE",
        },
    )

    def clean_country(self):
        return self.cleaned_data["country"].upper()


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=200,
        label="Why do you need to read this?",
        help_text="The expert reads your reason at once. Do not write a name in it.",
        error_messages={"required": "Say why you need it"},
    )


class OpeningForm(forms.Form):
    expert = forms.CharField(
        max_length=40,
        label="Sign-in name of the expert",
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-20"}),
        error_messages={"required": "Enter the expert’s sign-in name"},
    )
    what = forms.MultipleChoiceField(
        choices=list(OPENABLE_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        label="What do you need to read?",
        help_text="Only what helps in this danger.",
        error_messages={"required": "Choose what you need to read"},
    )
    danger = forms.ChoiceField(
        choices=list(DANGERS.items()),
        widget=forms.RadioSelect,
        label="What is the danger?",
        error_messages={"required": "Choose what the danger is"},
    )
    reason = forms.CharField(
        max_length=200,
        label="What will you do with it?",
        help_text="The expert reads this at once. Do not write a name in it.",
        error_messages={"required": "Say what you will do with it"},
    )

    def clean_expert(self):
        if found := expert_signing_in_as(self.cleaned_data["expert"]):
            return found
        raise forms.ValidationError("No expert has this sign-in name")


class OfficeSearchForm(forms.Form):
    words = forms.CharField(
        max_length=80,
        label="Name of the office",
        help_text="A part of the name is enough.",
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-20"}),
        error_messages={"required": "Enter a part of the name"},
    )
    person = forms.CharField(
        required=False,
        min_length=2,
        max_length=80,
        label="Name or role of one person there",
        help_text="Fill this in to hide from one person and not from the whole office.",
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-20"}),
        error_messages={"min_length": "Enter two letters or more of the name or role"},
    )


class WallForm(forms.Form):
    """Names what a wall stands before: a word of walls.COLUMNS, and a public id or a jurisdiction's code."""

    kind = forms.ChoiceField(choices=[(name, name) for name in COLUMNS.values()])
    ref = forms.CharField(max_length=16)


class GovernmentForm(forms.Form):
    kind = forms.CharField(initial="jurisdiction", widget=forms.HiddenInput)
    ref = forms.ChoiceField(
        choices=CHOICES,
        label="Every office of",
        help_text="Also offices that come later. A country covers its states and regions.",
    )


class SureForm(forms.Form):
    sure = forms.BooleanField(
        label="I want to leave the network",
        error_messages={"required": "Tick the box if you want to leave"},
    )
