"""To the office, a no, a silence, a wall and an absence are the same bytes, while answers are awaited and after."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from network.common import clock
from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.consultations.models import ConsultationRequest
from network.engagements import services
from network.engagements.models import Invitation
from network.experts.models import Profile, Wall
from network.matching.models import Draw
from network.matching.services import run_draw
from tests import factories
from tests.engagements import make

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def decline(profile, request):
    invitation = Invitation.objects.get(profile=profile)
    services.decline_invitation(invitation, profile.user)


def ignore(profile, request):
    pass


def pause(profile, request):
    Profile.objects.filter(pk=profile.pk).update(state=Profile.State.PAUSED)


def leave(profile, request):
    Profile.objects.filter(pk=profile.pk).update(state=Profile.State.LEFT)


def wall(profile, request):
    Wall.objects.create(profile=profile, agency=request.agency, since=clock.now())


def withdraw(profile, request):
    ledger.withdraw(profile.user, Purpose.MATCHING, NETWORK)


# What happens to the one expert: between draw and invitation, and between invitation and answer.
STORIES = {
    "ignored": (ignore, ignore),
    "declined": (ignore, decline),
    "paused before": (pause, ignore),
    "left before": (leave, ignore),
    "walled before": (wall, ignore),
    "consent withdrawn before": (withdraw, ignore),
    "paused after": (ignore, pause),
    "walled after": (ignore, wall),
    "consent withdrawn after": (ignore, withdraw),
}


def played(shown, before, after) -> list[str]:
    """Every office page of one story, from the same start; ids are fixed so that only the story differs."""
    with clock.standing_at(START):
        official = factories.official(factories.agency(name="The office"))
        request = make.request(official, seats=1)
        profile = factories.expert()
        draw = run_draw(request, make.manager())
        _name(request, draw)
        before(profile, request)
        services.send_invitations(draw, official)
        after(profile, request)
    pages = []
    for at in (timedelta(hours=1), timedelta(days=6)):
        with clock.standing_at(START + at):
            services.expire_invitations()
            services.remind()
            paths = (
                "/work/office/",
                reverse("engagements:seats", args=[request.public_id]),
                reverse("matching:draw", args=[draw.public_id]),
                "/notices/",
            )
            pages += [shown(official.user, path) for path in paths]
    return [page.replace(official.user.alias, "who") for page in pages]


def _name(request, draw) -> None:
    for model, row, name in ((ConsultationRequest, request, "R" * 16), (Draw, draw, "D" * 16)):
        model.objects.filter(pk=row.pk).update(public_id=name)
        row.public_id = name
    draw.request = request
    Draw.objects.filter(pk=draw.pk).update(seed="s", commitment="c")


@pytest.mark.parametrize("story", STORIES)
def test_the_office_sees_the_same_bytes(shown, story):
    from django.db import transaction

    def once(before, after):
        sid = transaction.savepoint()
        pages = played(shown, before, after)
        transaction.savepoint_rollback(sid)
        return pages

    assert once(*STORIES[story]) == once(ignore, ignore)


def test_an_acceptance_does_show(shown):
    """The comparison can fail: the one story that the office may know differs."""

    def accept(profile, request):
        services.accept_invitation(Invitation.objects.get(profile=profile), profile.user)

    assert any("Agreed" in page for page in played(shown, ignore, accept))


def test_a_new_round_waits_for_the_whole_window_even_when_everybody_said_no():
    from network.common.states import MoveRefused

    [invitation] = make.invited(make.request(seats=1))
    services.decline_invitation(invitation, invitation.profile.user)
    factories.expert()
    with pytest.raises(MoveRefused, match="still have time"):
        run_draw(invitation.request, make.manager())
    with clock.standing_at(invitation.expires_at + timedelta(minutes=1)):
        draw = run_draw(invitation.request, make.manager())
    assert (draw.round, draw.seats) == (2, 1)
    assert draw.entrants.get(selected=True).profile != invitation.profile
