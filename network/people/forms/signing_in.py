"""allauth's forms in our words, without placeholders: a placeholder is gone when it is needed."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

WIDE = "govuk-input--width-20"
NO_PASSKEY = "No passkey came from your browser. Turn on JavaScript and try again, or use another way."


class _Plain:
    """Labels and hints by field name; no placeholders."""

    words: dict[str, tuple[str, str]] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.setdefault("class", WIDE)
            field.label, field.help_text = self.words.get(name, (field.label, ""))


class SignInForm(_Plain, account.LoginForm):
    words = {"login": ("Alias", "The name you chose for this site."), "password": ("Password", "")}


class ChangePasswordForm(_Plain, account.ChangePasswordForm):
    words = {
        "oldpassword": ("Your password now", ""),
        "password1": (
            "New password",
            "At least 12 characters. Three or four unrelated words are easy to remember.",
        ),
        "password2": ("New password again", ""),
    }


class SetPasswordForm(_Plain, account.SetPasswordForm):
    words = {
        "password1": (
            "Password",
            "At least 12 characters. Three or four unrelated words are easy to remember.",
        ),
        "password2": ("Password again", ""),
    }


class ConfirmForm(_Plain, account.ReauthenticateForm):
    words = {"password": ("Your password", "")}


CODE = ("Code", "The six numbers in your authenticator app, or one of your recovery codes.")


class CodeForm(_Plain, mfa.AuthenticateForm):
    words = {"code": CODE}


class ConfirmCodeForm(_Plain, mfa.ReauthenticateForm):
    words = {"code": CODE}


class ActivateAppForm(_Plain, totp.ActivateTOTPForm):
    words = {"code": ("Code from your app", "The six numbers that your app shows now.")}


class AddPasskeyForm(_Plain, webauthn.SignupWebAuthnForm):
    """A passkey that signs in by itself. Its name tells the person's own devices apart."""

    words = {"name": ("Name of this passkey", "Only you see it, for example “My phone”.")}
    credential = forms.JSONField(widget=forms.HiddenInput, error_messages={"required": NO_PASSKEY})

    def clean(self):
        self.cleaned_data["passwordless"] = True  # allauth then insists on a fingerprint, face or PIN.
        return super().clean()


class PasskeySignInForm(webauthn.LoginWebAuthnForm):
    credential = forms.JSONField(widget=forms.HiddenInput, error_messages={"required": NO_PASSKEY})
