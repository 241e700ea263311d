"""How somebody can be reached safely, as questions."""

from django import forms

from network.people.safe_contact import SENDER_NAMES, SUBJECTS, SafeContact
from network.people.zones import zone_names

HOURS = [(hour, f"{hour:02}:00") for hour in range(25)]
DAYS = list(enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")))
CHANNELS = [("none", "Do not send me anything. I will look here."), ("email", "Send a short e-mail")]
ADDRESS_ERRORS = {"invalid": "Enter an e-mail address like name@example.org."}


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
    sender_name = forms.ChoiceField(
        label="Who the e-mail seems to come from", choices=[(name, name) for name in SENDER_NAMES]
    )
    subject = forms.ChoiceField(label="What its subject says", choices=[(line, line) for line in SUBJECTS])
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
        given = self.cleaned_data
        if given["channel"] == "none":
            return SafeContact()
        names = ("channel", "address", "sender_name", "subject", "hours_from", "hours_to")
        return SafeContact(**{name: given[name] for name in names})


class OwnContactForm(SafeContactForm):
    """The same on the person's own page, with days and whether a message may name the network."""

    days = forms.TypedMultipleChoiceField(
        label="On which days",
        choices=DAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one day."},
    )
    may_name_network = forms.BooleanField(
        label="The e-mail may contain our web address",
        help_text="Anybody who reads the e-mail then sees this address.",
        required=False,
    )

    @property
    def contact(self) -> SafeContact:
        plain = super().contact
        if plain.channel == "none":
            return plain
        given = self.cleaned_data
        return SafeContact(
            **{**vars(plain), "days": tuple(given["days"]), "may_name_network": given["may_name_network"]}
        )
