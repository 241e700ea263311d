"""allauth's forms in our words, without placeholders: a placeholder is gone when it is needed."""

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from network.people import limits
from network.people.adapters import AccountAdapter, MFAAdapter

PASSWORD_HINT = "At least 12 characters. Three or four unrelated words are easy to remember."  # noqa: S105
WIDE = "govuk-input--width-20"
NO_PASSKEY = "No passkey came from your browser. Turn on JavaScript and try again, or use another way."


class _Plain:
    """Label, hint and what to say when it is empty, by field name; no placeholders."""

    words: dict[str, tuple[str, str, str]] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.setdefault("class", WIDE)
            if name in self.words:
                field.label, field.help_text, field.error_messages["required"] = self.words[name]


class _CountedCode:
    """Tries are counted here, apart for a known device; allauth would count them for the person alone."""

    def clean_code(self):
        tries = limits.code_try(context.request, self.user)
        if tries is None:
            raise AccountAdapter().validation_error("rate_limited")
        code = super().clean_code()
        tries.give_back()
        return code


class SignInForm(_Plain, account.LoginForm):
    words = {
        "login": ("Alias", "The name you chose for this site.", "Enter your alias."),
        "password": ("Password", "", "Enter your password."),
    }


class ChangePasswordForm(_Plain, account.ChangePasswordForm):
    words = {
        "oldpassword": ("Your password now", "", "Enter the password you have now."),
        "password1": ("New password", PASSWORD_HINT, "Enter a new password."),
        "password2": ("New password again", "", "Enter the new password again."),
    }

    def clean_oldpassword(self):
        tries = limits.confirming_try(context.request)
        if tries is None:
            raise AccountAdapter().validation_error("rate_limited")
        password = super().clean_oldpassword()
        tries.give_back()
        return password


class SetPasswordForm(_Plain, account.SetPasswordForm):
    words = {
        "password1": ("Password", PASSWORD_HINT, "Enter a password."),
        "password2": ("Password again", "", "Enter the same password again."),
    }


class ConfirmForm(_Plain, account.ReauthenticateForm):
    words = {"password": ("Your password", "", "Enter your password.")}


CODE = (
    "Code",
    "The six numbers in your authenticator app, or one of your recovery codes.",
    "Enter the six numbers or a recovery code.",
)


class CodeForm(_CountedCode, _Plain, mfa.AuthenticateForm):
    words = {"code": CODE}


class ConfirmCodeForm(_CountedCode, _Plain, mfa.ReauthenticateForm):
    words = {"code": CODE}


class ActivateAppForm(_CountedCode, _Plain, totp.ActivateTOTPForm):
    words = {
        "code": ("Code from your app", "The six numbers that your app shows now.", "Enter the six numbers.")
    }

    def __init__(self, *args, **kwargs):
        session, adapter = context.request.session, MFAAdapter()
        if SECRET_SESSION_KEY in session:
            session[SECRET_SESSION_KEY] = adapter.decrypt(session[SECRET_SESSION_KEY])
        super().__init__(*args, **kwargs)
        session[SECRET_SESSION_KEY] = adapter.encrypt(self.secret)  # Sessions lie readable in the database.


class AddPasskeyForm(_Plain, webauthn.SignupWebAuthnForm):
    """A passkey that signs in by itself. Its name tells the person's own devices apart."""

    words = {"name": ("Name of this passkey", "Only you see it, for example “My phone”.", "Enter a name.")}
    credential = forms.JSONField(widget=forms.HiddenInput, error_messages={"required": NO_PASSKEY})

    def clean(self):
        self.cleaned_data["passwordless"] = True  # allauth then insists on a fingerprint, face or PIN.
        return super().clean()


class PasskeySignInForm(webauthn.LoginWebAuthnForm):
    credential = forms.JSONField(widget=forms.HiddenInput, error_messages={"required": NO_PASSKEY})
