"""Where allauth asks us: no sign-up, no e-mail, plain words, and sealed secrets of the second step."""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from network.people import limits
from network.people.discretion import is_discreet, sign_out
from network.people.idle import LAST_SEEN, seconds_now
from network.people.known_devices import remember_device
from network.people.policies import may_remove
from network.vault import cipher

# Messages that are worth showing; every other one of allauth's is left unsaid.
WORDS = {
    "account/messages/password_changed.txt": "Your password is changed.",
    "account/messages/password_set.txt": "Your password is set.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is no longer used here.",
    "mfa/messages/webauthn_added.txt": "Your passkey is set up.",
    "mfa/messages/webauthn_removed.txt": "Your passkey is removed.",
    "mfa/messages/recovery_codes_generated.txt": "Your new recovery codes are ready.",
    "usersessions/messages/sessions_logged_out.txt": "All your other devices are signed out.",
}

TOO_MANY = "There were too many tries. Nothing is lost. Wait 15 minutes and try again."
TOO_MANY_SIGN_INS = (
    "There were too many tries. Your account is safe. Wait a while and try again, use a passkey, "
    "or sign in on a device that you signed in on before."
)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts have an alias and no e-mail address; the only way in for new people is an entry link."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The alias or the password is not right. Check both and try again.",
        "incorrect_password": "The password is not right. Check it and try again.",
        "enter_current_password": "This is not your current password. Check it and try again.",
        "too_many_login_attempts": TOO_MANY_SIGN_INS,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """A digest of the address: allauth counts by it and keeps it, so it must not be the address."""
        return limits.mark_of_address(super().get_client_ip(request))

    def pre_authenticate(self, request: HttpRequest, **credentials) -> None:
        """Count a try with a password; `authenticate` gives it back when the password was right."""
        tries = limits.password_try(request, credentials["username"])
        if tries is None:
            too_many = "rate_limited" if request.user.is_authenticated else "too_many_login_attempts"
            raise self.validation_error(too_many)
        self._tries = tries

    def _rollback_login_failed_rl_usage(self) -> None:
        self._tries.give_back()

    def post_login(self, request: HttpRequest, user, **kwargs) -> HttpResponse:
        """Signed in: the idle time begins, and this browser is known from now on."""
        response = super().post_login(request, user, **kwargs)
        request.session[LAST_SEEN] = seconds_now()
        remember_device(response, user)
        return response

    def logout(self, request: HttpRequest) -> None:
        sign_out(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """A discreet person lands on a page without the network's name; the first page is full of it."""
        return settings.LOGIN_URL if is_discreet(request) else super().get_logout_redirect_url(request)

    def add_message(
        self, request, level, message_template=None, message_context=None, extra_tags="", message=None
    ) -> None:
        words = message or WORDS.get(message_template)
        if words:
            super().add_message(request, level, extra_tags=extra_tags, message=words)

    def get_reauthentication_methods(self, user) -> list[dict]:
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use your authenticator app or a recovery code",
            "mfa_reauthenticate:webauthn": "Use a passkey",
        }
        return [
            {**way, "description": words[way["id"]]} for way in super().get_reauthentication_methods(user)
        ]


class MFAAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps and recovery codes under the deployment's key ring."""

    OWNER = "second-step"
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That did not work. Check the code, or wait for a new one, and try again.",
        "cannot_delete_authenticator": "This is the only second step you have, and your role needs one. Add a passkey first.",
    }

    def encrypt(self, text: str) -> str:
        sealed, ring = cipher.wrap(text.encode(), self.OWNER)
        return f"{ring}.{base64.b64encode(sealed).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        ring, _, sealed = encrypted_text.partition(".")
        return cipher.unwrap(base64.b64decode(sealed), ring, self.OWNER).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        ways = Authenticator.objects.filter(user_id=authenticator.user_id)
        return may_remove(authenticator, authenticator.user, list(ways))

    def build_totp_svg(self, url: str) -> str:
        """The code as an SVG that can stand inside the page: image data URLs are not allowed by our policy."""
        drawn = super().build_totp_svg(url)
        return drawn[drawn.index("<svg") :]

    def generate_authenticator_name(self, user, type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}"
