"""An expert leaves: what she is owed comes first, then nothing she told us can be read again, by anybody."""

from collections.abc import Callable

from django.db import transaction

from network.audit.moves import advance
from network.common import clock
from network.consent import ledger
from network.experts.models import Profile
from network.experts.signals import stepped_back
from network.experts.states import PROFILE, ProfileState
from network.notifications import services as notices
from network.people.models import User
from network.people.services.closing import close_account
from network.vault import services as vault
from payments.models import Payment
from payments.states import PaymentState

_OVER = (PaymentState.SETTLED, PaymentState.CANCELLED)
_FORGET: list[Callable[[Profile], None]] = []


def on_leaving(forget: Callable[[Profile], None]) -> None:
    """Register what else is forgotten when an expert leaves: `forget(profile)`, in the leaving transaction."""
    _FORGET.append(forget)


def what_is_open(profile: Profile) -> int:
    """How many payments are not over yet. Every agreed piece of work has one, so this counts open work too."""
    if not profile.payee_ref:
        return 0
    return Payment.objects.filter(payee__public_id=profile.payee_ref).exclude(state__in=_OVER).count()


@transaction.atomic
def leave(profile: Profile) -> bool:
    """Leave now, or as soon as the last payment is over; whether she has left.

    Until then nothing of hers is shown and nobody asks her anything; she can still finish, stop, be paid, or stay.
    """
    user = _hold(profile)
    if not what_is_open(profile):
        _leave(profile, user, actor=user, role="expert")
    elif profile.state != ProfileState.LEAVING:
        stepped_back.send(Profile, profile=profile, agency=None)
        advance(profile, PROFILE, "ask_to_leave", actor=user, role="expert")
    return profile.state == ProfileState.LEFT


@transaction.atomic
def stay(profile: Profile) -> None:
    """Take back a leave that still waits for money. Everything stays paused until she starts it again."""
    user = _hold(profile)
    if profile.state == ProfileState.LEAVING:
        advance(profile, PROFILE, "stay", actor=user, role="expert")


def complete_leaving() -> int:
    """The duty: let everybody go who asked to leave and whose last payment is over; how many left."""
    waiting = Profile.objects.filter(state=ProfileState.LEAVING).order_by("pk")
    return sum(_complete(profile) for profile in waiting)


@transaction.atomic
def _complete(profile: Profile) -> bool:
    user = _hold(profile)
    ready = profile.state == ProfileState.LEAVING and not what_is_open(profile)
    if ready:
        _leave(profile, user, actor=None, role="worker")
    return ready


def _hold(profile: Profile) -> User:
    """Her account; her profile and account are locked, and the profile at hand is as stored now."""
    stored = Profile.objects.select_for_update().get(pk=profile.pk)
    profile.state, profile.payee_ref = stored.state, stored.payee_ref
    return User.objects.select_for_update(no_key=True).get(pk=profile.user_id)


def _leave(profile: Profile, user: User, *, actor: User | None, role: str) -> None:
    """Withdraw every consent, forget the profile, destroy both keys, close the account.

    What stays, how and why: the classes of data that say so (`common.retention.kept_on_leaving`).
    """
    stepped_back.send(Profile, profile=profile, agency=None)
    ledger.withdraw_all(user)
    profile.left_at, profile.hours_per_month, profile.answered = clock.now(), None, []
    saved = ("left_at", "hours_per_month", "answered")
    advance(profile, PROFILE, "leave", actor=actor, role=role, save=saved)
    for forget in (_forget, *_FORGET):
        forget(profile)
    notices.forget(user)
    vault.shred(profile.public_id)
    vault.shred(user.public_id)
    close_account(user)


def _forget(profile: Profile) -> None:
    for chosen in (profile.skills, profile.topics, profile.off_topics):
        chosen.clear()
    for rows in (profile.languages, profile.windows, profile.days_off, profile.walls, profile.readings):
        rows.all().delete()
