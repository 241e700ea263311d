"""The pages of allauth that are open here, by name: no sign-up, no e-mail, no reset, no counters in URLs."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView

from network.people.access import confirmed, public, signed_in
from network.people.limits import limited
from network.people.views.asking import back_in
from network.people.views.devices import devices

overview = signed_in(RedirectView.as_view(pattern_name="people:account"))


def private(view):
    """Only just after confirming; asked before allauth asks, which would keep a sent password in the session."""
    return signed_in(confirmed(view))


urlpatterns = [
    path("login/", public(account.login), name="account_login"),
    path("logout/", public(account.logout), name="account_logout"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("back-in/", back_in, name="account_reset_password"),
    path("confirm/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", signed_in(account.password_change), name="account_change_password"),
    path("password/set/", private(account.password_set), name="account_set_password"),
    path("second-step/all/", overview, name="mfa_index"),
    path("second-step/code/", public(mfa.authenticate), name="mfa_authenticate"),
    path("second-step/confirm/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-step/app/", private(app.activate_totp), name="mfa_activate_totp"),
    path("second-step/app/remove/", private(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("recovery-codes/", private(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", private(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("passkeys/add/", private(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "passkeys/confirm/", signed_in(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"
    ),
    path("passkeys/login/", public(limited("passkey")(passkeys.login_webauthn)), name="mfa_login_webauthn"),
    path("devices/", devices, name="usersessions_list"),
]
