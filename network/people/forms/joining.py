"""What joining asks: an alias, for experts one safe contact, and a way to sign in. Nothing else."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils.translation import get_language

from network.people.disguises import own_language
from network.people.forms.contact import (
    ADDRESS_ERRORS,
    SENDER_CHOICES,
    SUBJECT_CHOICES,
    SafeContactForm,
    zone_field,
)
from network.people.forms.signing_in import PASSWORD_HINT
from network.people.models import User
from network.people.safe_contact import SafeContact

TAKEN = "Somebody here already uses this name. Choose another one."


class AliasForm(forms.Form):
    """The name a person is known by here."""

    alias = forms.CharField(
        label="Choose an alias",
        help_text="The name you use here. Do not use your real name or one that people know you by.",
        min_length=3,
        max_length=40,
        validators=[
            RegexValidator(
                r"^\w[\w .\-]*$",
                "Use letters, numbers, spaces, full stops and hyphens, for example Blue Heron.",
            )
        ],
        widget=forms.TextInput({"autocomplete": "username", "class": "govuk-input--width-20"}),
        error_messages={
            "required": "Enter an alias.",
            "min_length": "Choose an alias of 3 letters or more.",
            "max_length": "Choose an alias of 40 letters or fewer.",
        },
    )

    def clean_alias(self) -> str:
        alias = " ".join(self.cleaned_data["alias"].split())
        if User.objects.filter(alias__iexact=alias).exists():
            raise forms.ValidationError(TAKEN, "taken")
        return alias


class ExpertForm(AliasForm, SafeContactForm):
    """Alias and safe contact on one page. The zone is asked because hours mean nothing without it."""

    time_zone = zone_field()
    field_order = [
        "alias",
        "channel",
        "address",
        "sender_name",
        "subject",
        "time_zone",
        "hours_from",
        "hours_to",
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].initial = "UTC"


class NewPasswordForm(forms.Form):
    """A password for `user`, typed once; it can be shown while typing by the browser."""

    password = forms.CharField(
        label="Password",
        help_text=PASSWORD_HINT,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "new-password", "class": "govuk-input--width-20"}),
        error_messages={"required": "Enter a password."},
    )
    again = forms.CharField(
        label="Password again",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "new-password", "class": "govuk-input--width-20"}),
        error_messages={"required": "Enter the same password again."},
    )

    def __init__(self, *args, user: User, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self):
        given = super().clean()
        if "password" in given and given.get("again", given["password"]) != given["password"]:
            self.add_error("again", "The two passwords differ. Type the same one twice.")
        return given


class AskToJoinForm(forms.Form):
    """One address, and how a message to it may look."""

    address = forms.EmailField(
        label="Your e-mail address",
        help_text="One that only you can open.",
        max_length=254,
        error_messages={"required": "Enter an e-mail address that only you can open.", **ADDRESS_ERRORS},
        widget=forms.EmailInput({"autocomplete": "email", "class": "govuk-input--width-30"}),
    )
    sender_name = forms.ChoiceField(label="Who our e-mail should seem to come from", choices=SENDER_CHOICES)
    subject = forms.ChoiceField(label="What its subject should say", choices=SUBJECT_CHOICES)

    @property
    def contact(self) -> SafeContact:
        """The page asks for an inbox that nobody else reads: the answer to it is a link."""
        language = own_language(get_language())
        return SafeContact(channel="email", language=language, read_by_me_alone=True, **self.cleaned_data)
