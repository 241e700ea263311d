"""An expert leaves: what she is owed comes first, then nothing she told us can be read again, by anybody."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.db import transaction

from network.audit.moves import advance
from network.common import clock
from network.consent import ledger
from network.experts.models import Profile
from network.experts.signals import stepped_back
from network.experts.states import PROFILE
from network.notifications import services as notices
from network.people.models import User
from network.people.services.account import sign_out_everywhere
from network.vault import services as vault
from payments.models import Payment
from payments.states import PaymentState

_OVER = (PaymentState.SETTLED, PaymentState.CANCELLED)
_FORGET: list[Callable[[Profile], None]] = []


class StillOpen(Exception):
    """Agreed work or money is still open. Safe to show."""


def on_leaving(forget: Callable[[Profile], None]) -> None:
    """Register what else is forgotten when an expert leaves: `forget(profile)`, in the leaving transaction."""
    _FORGET.append(forget)


def what_is_open(profile: Profile) -> int:
    """How many payments are not over yet. Every agreed piece of work has one, so this counts open work too."""
    if not profile.payee_ref:
        return 0
    return Payment.objects.filter(payee__public_id=profile.payee_ref).exclude(state__in=_OVER).count()


@transaction.atomic
def leave(profile: Profile) -> None:
    """Withdraw every consent, forget the profile, destroy both keys, close the account. Raises StillOpen.

    What stays: the ledger of consents, the audit log and money rows, all by opaque references; and the
    names by which offices knew her, so that a name is never given to somebody else.
    """
    Profile.objects.select_for_update().get(pk=profile.pk)
    user = User.objects.select_for_update(no_key=True).get(pk=profile.user_id)
    if what_is_open(profile):
        raise StillOpen(
            "Some agreed work or money is still open. Finish or stop it first, then come back here."
        )
    stepped_back.send(Profile, profile=profile, agency=None)
    ledger.withdraw_all(user)
    profile.left_at, profile.hours_per_month, profile.answered = clock.now(), None, []
    saved = ("left_at", "hours_per_month", "answered")
    advance(profile, PROFILE, "leave", actor=user, role="expert", save=saved)
    for forget in (_forget, *_FORGET):
        forget(profile)
    vault.shred(profile.public_id)
    vault.shred(user.public_id)
    _close_account(user)


def _forget(profile: Profile) -> None:
    for chosen in (profile.skills, profile.topics, profile.off_topics):
        chosen.clear()
    for rows in (profile.languages, profile.windows, profile.days_off, profile.walls, profile.readings):
        rows.all().delete()


def _close_account(user: User) -> None:
    """No way in is left, and the sign-in name is free of what she chose."""
    notices.forget(user)
    user.kept_drafts.all().delete()
    user.entry_links.all().delete()
    user.role_grants.all().delete()
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.alias, user.is_active, user.time_zone = f"left-{user.public_id}", False, "UTC"
    user.save(update_fields=["alias", "is_active", "password", "time_zone"])
    sign_out_everywhere(user)
