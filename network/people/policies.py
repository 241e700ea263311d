"""Who may do what with an account, as plain predicates over loaded objects."""

from allauth.mfa.models import Authenticator

from network.people.models import User


def may_remove(way: Authenticator, user: User, ways: list[Authenticator]) -> bool:
    """Whether `way` may go: the person can still sign in, and keeps a second step if their role needs one.

    `ways` are all authenticators of the person.
    """
    others = [other for other in ways if other.pk != way.pk]
    passkeys = [other for other in others if other.type == Authenticator.Type.WEBAUTHN]
    second = passkeys or [other for other in others if other.type == Authenticator.Type.TOTP]
    can_sign_in = user.has_usable_password() or bool(passkeys)
    return can_sign_in and (bool(second) or not user.needs_mfa)
