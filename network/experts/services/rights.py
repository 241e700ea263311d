"""An expert pauses, comes back, or becomes invisible to an office. Nobody asks why."""

from django.db import transaction

from network.agencies.models import Agency
from network.audit.log import record
from network.audit.moves import advance
from network.common import clock
from network.experts.models import Profile, Wall
from network.experts.signals import stepped_back
from network.experts.states import PROFILE
from network.experts.walls import Before, column, offices_behind
from network.people.models import User


@transaction.atomic
def pause(profile: Profile) -> None:
    """Stop everything: no draws, no offered times, nothing disclosed, and what waits for an answer ends.

    Pausing twice changes nothing.
    """
    if profile.state == Profile.State.ACTIVE:
        _step_back(profile)
        advance(profile, PROFILE, "pause", actor=profile.user, role="expert")


def resume(profile: Profile) -> None:
    """Be open to invitations again, with the same agreements as before."""
    if profile.state == Profile.State.PAUSED:
        advance(profile, PROFILE, "resume", actor=profile.user, role="expert")


@transaction.atomic
def add_wall(profile: Profile, before: Before) -> None:
    """For this office, official or jurisdiction she does not exist from now on; what waits for her answer there ends.

    The audit entry does not say before whom.
    """
    for agency in offices_behind(before):
        _step_back(profile, agency)
    Wall.objects.get_or_create(profile=profile, **column(before), defaults={"since": clock.now()})
    record(profile.user, "experts.wall_added", profile)


@transaction.atomic
def remove_wall(profile: Profile, before: Before) -> None:
    """This office, official or jurisdiction may meet her again."""
    profile.walls.filter(**column(before)).delete()
    record(profile.user, "experts.wall_removed", profile)


def _step_back(profile: Profile, agency: Agency | None = None) -> None:
    """Tell the apps above under the profile's lock, which keeps out whoever invites her at this moment."""
    Profile.objects.select_for_update().get(pk=profile.pk)
    # Her account too: a mail that is just leaving ends first, and none follows.
    User.objects.select_for_update(no_key=True).get(pk=profile.user_id)
    stepped_back.send(Profile, profile=profile, agency=agency)
