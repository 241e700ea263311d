"""How somebody can be reached safely, as questions."""

from django import forms
from django.utils.translation import get_language

from network.people.disguises import LANGUAGES, SENDERS, SUBJECTS, own_language
from network.people.safe_contact import CODE_WORD_LENGTH, SafeContact, is_safe_code_word
from network.people.zones import zone_names

HOURS = [(hour, f"{hour:02}:00") for hour in range(25)]
DAYS = list(enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")))
CHANNELS = [("none", "Do not send me anything. I will look here."), ("email", "Send a short e-mail")]
ADDRESS_ERRORS = {"invalid": "Enter an e-mail address like name@example.org."}
SENDER_CHOICES = [(name, words["en"]) for name, words in SENDERS.items()]
SUBJECT_CHOICES = [(name, words["en"]) for name, words in SUBJECTS.items()]
LANGUAGE_NAMES = {"en": "English", "es": "Español", "fr": "Français", "ar": "العربية"}


def zone_field() -> forms.ChoiceField:
    """The time zones as one list, by area."""
    areas: dict[str, list] = {}
    for name in zone_names():
        area, _, city = name.partition("/")
        areas.setdefault(area, []).append((name, city.replace("_", " ") or name))
    return forms.ChoiceField(
        choices=list(areas.items()), label="Time zone", help_text="The nearest city to you."
    )


class SafeContactForm(forms.Form):
    """Asks for the choices of a SafeContact; `contact` is the answer. Without a channel the rest does not matter."""

    channel = forms.ChoiceField(
        label="How may we reach you?",
        help_text="The message only says that something is waiting. It never says who we are or what it is about.",
        choices=CHANNELS,
        widget=forms.RadioSelect,
        initial="none",
        error_messages={"required": "Choose whether we may send you something."},
    )
    address = forms.EmailField(
        label="E-mail address",
        help_text="One that only you can open.",
        required=False,
        max_length=254,
        error_messages=ADDRESS_ERRORS,
        widget=forms.EmailInput({"autocomplete": "off", "class": "govuk-input--width-30"}),
    )
    sender_name = forms.ChoiceField(label="Who the e-mail seems to come from", choices=SENDER_CHOICES)
    subject = forms.ChoiceField(label="What its subject says", choices=SUBJECT_CHOICES)
    hours_from = forms.TypedChoiceField(label="Not before", choices=HOURS[:24], coerce=int, initial=8)
    hours_to = forms.TypedChoiceField(label="Not after", choices=HOURS[1:], coerce=int, initial=20)

    def clean(self):
        given = super().clean()
        if given.get("channel") == "email":
            if not given.get("address") and "address" not in self.errors:
                self.add_error("address", "Enter the e-mail address we may write to.")
            if given.get("hours_from", 0) >= given.get("hours_to", 24):
                self.add_error("hours_to", "Choose an hour that is later than the first one.")
        return given

    @property
    def contact(self) -> SafeContact:
        """The choices; an address that was typed without wanting mail is not kept."""
        if self.cleaned_data["channel"] == "none":
            return SafeContact()
        return SafeContact(**self.choices())

    def choices(self) -> dict:
        """What was chosen, by the names of SafeContact; the language is that of the page."""
        names = ("channel", "address", "sender_name", "subject", "hours_from", "hours_to")
        return {name: self.cleaned_data[name] for name in names} | {"language": own_language(get_language())}


class OwnContactForm(SafeContactForm):
    """The same on the person's own page, with days, language, who else reads it, and a code word."""

    address = forms.EmailField(
        label="E-mail address",
        help_text="Best is one that nobody else opens.",
        required=False,
        max_length=254,
        error_messages=ADDRESS_ERRORS,
        widget=forms.EmailInput({"autocomplete": "off", "class": "govuk-input--width-30"}),
    )
    language = forms.ChoiceField(
        label="Language of the e-mail",
        help_text="Choose the one that looks usual in this inbox.",
        choices=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES],
    )
    days = forms.TypedMultipleChoiceField(
        label="On which days",
        choices=DAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one day."},
    )
    read_by_me_alone = forms.BooleanField(
        label="Nobody else reads this inbox",
        help_text="Leave it empty if you are not sure. Then the e-mail never holds a link.",
        required=False,
    )
    may_name_network = forms.BooleanField(
        label="The e-mail may contain our web address",
        help_text="Anybody who reads the e-mail then sees this address.",
        required=False,
    )
    code_word = forms.CharField(
        label="A code word",
        help_text="It stands in each e-mail, so that you know the e-mail is from us. For example: blue kettle.",
        required=False,
        max_length=CODE_WORD_LENGTH,
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-10"}),
    )
    field_order = [
        *("channel", "address", "read_by_me_alone", "may_name_network"),
        *("sender_name", "subject", "language", "code_word", "hours_from", "hours_to", "days"),
    ]

    def clean_code_word(self) -> str:
        word = self.cleaned_data["code_word"]
        if word and not is_safe_code_word(word):
            raise forms.ValidationError(
                "Use one or two plain words, only letters, that say nothing about your work here."
            )
        return word

    def clean(self):
        given = super().clean()
        wants_mail = given.get("channel") == "email"
        if wants_mail and given.get("may_name_network") and not given.get("read_by_me_alone"):
            self.add_error(
                "may_name_network",
                "An e-mail that others may read never holds our address. Take this tick away, "
                "or tick that nobody else reads this inbox.",
            )
        return given

    def choices(self) -> dict:
        given = self.cleaned_data
        names = ("language", "read_by_me_alone", "may_name_network", "code_word")
        return {
            **super().choices(),
            "days": tuple(given["days"]),
            **{name: given[name] for name in names},
        }
