"""To the office, a no, a silence, a wall and an absence are the same bytes, while answers are awaited and after."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from network.common import clock
from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.consultations import services as consultations
from network.consultations.models import ConsultationRequest
from network.engagements import services
from network.engagements.models import Invitation
from network.experts import services as experts
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
    experts.pause(profile)


def leave(profile, request):
    experts.leave(profile)


def wall(profile, request):
    experts.add_wall(profile, request.agency)


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
    "left after": (ignore, leave),
    "walled after": (ignore, wall),
    "consent withdrawn after": (ignore, withdraw),
}


def played(shown, before, after, at_last=ignore) -> list[str]:
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
        at_last(profile, request)
    pages = []
    for at in (timedelta(hours=1), timedelta(days=6)):
        with clock.standing_at(START + at):
            services.expire_invitations()
            services.remind()
            paths = (
                "/work/office/",
                reverse("matching:draw", args=[draw.public_id]),
                reverse("consultations:request", args=[request.public_id]),
                "/notices/",
            )
            pages += [shown(official.user, path) for path in paths]
            seats = reverse("engagements:seats", args=[request.public_id])
            pages.append(shown(official.user, seats, 200 if at_last is ignore else 404))
    for chosen_by_chance in [official.user.alias, *official.user.notices.values_list("public_id", flat=True)]:
        pages = [page.replace(chosen_by_chance, "so") for page in pages]
    return pages


def _name(request, draw) -> None:
    for model, row, name in ((ConsultationRequest, request, "R" * 16), (Draw, draw, "D" * 16)):
        model.objects.filter(pk=row.pk).update(public_id=name)
        row.public_id = name
    draw.request = request
    Draw.objects.filter(pk=draw.pk).update(seed="s", commitment="c")


def withdraw_request(profile, request):
    consultations.withdraw_request(request, request.created_by)


def expire_request(profile, request):
    """Its last day passes while answers are awaited."""
    today = clock.now().date()
    ConsultationRequest.objects.filter(pk=request.pk).update(latest_date=today - timedelta(days=2))
    assert consultations.expire_requests() == 1


def once(shown, *story) -> list[str]:
    """The pages of one story, which is then undone."""
    sid = transaction.savepoint()
    pages = played(shown, *story)
    transaction.savepoint_rollback(sid)
    return pages


@pytest.mark.parametrize("story", STORIES)
def test_the_office_sees_the_same_bytes(shown, story):
    assert once(shown, *STORIES[story]) == once(shown, ignore, ignore)


@pytest.mark.parametrize("end", [withdraw_request, expire_request])
@pytest.mark.parametrize("story", STORIES)
def test_an_ended_request_tells_nothing_more(shown, story, end):
    assert once(shown, *STORIES[story], end) == once(shown, ignore, ignore, end)


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
