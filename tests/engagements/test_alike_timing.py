"""The time that an answer takes tells the office nothing: a seat that was offered and one that was kept back take the
same work in its requests. What differs is left to the worker. Measured as in tests/people/test_timing.py."""

import pytest
from django.db import transaction
from django.urls import reverse
from django_q.models import OrmQ

from network.common import clock
from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.consultations.models import ConsultationRequest
from network.engagements import services, tasks
from network.engagements.models import Invitation
from network.engagements.services import inviting
from network.engagements.states import InvitationState
from network.engagements.views import office
from network.experts import services as experts
from network.experts.models import Profile
from network.matching.services import run_draw
from tests import factories
from tests.engagements import make
from tests.engagements.alike import browser
from tests.people.timing import assert_same, assert_told_apart, seconds

pytestmark = pytest.mark.django_db


@pytest.fixture
def draw():
    """A draw of one seat in which one expert was drawn."""
    factories.expert()
    return run_draw(make.request(), make.manager())


def stays(profile):
    pass


def pauses(profile):
    experts.pause(profile)


def walls_off(profile):
    experts.add_wall(profile, ConsultationRequest.objects.get().agency)


def takes_matching_back(profile):
    ledger.withdraw(profile.user, Purpose.MATCHING, NETWORK)


def undone(prepare, work):
    """`once()`: how long `work` takes after `prepare`, in a world that is put back afterwards."""

    def once():
        sid = transaction.savepoint()
        prepare(Profile.objects.select_related("user").get())
        took = seconds(work)
        transaction.savepoint_rollback(sid)
        return took

    return once


def sending(draw, prepare):
    """The service alone: what it does itself shows the more."""
    official = draw.request.created_by
    return undone(prepare, lambda: services.send_invitations(draw, official))


def posting(draw, prepare):
    """The whole request of the office."""
    client = browser(draw.request.created_by.user)
    path = reverse("engagements:send", args=[draw.public_id])
    return undone(prepare, lambda: client.post(path))


@pytest.mark.parametrize("goes", [pauses, walls_off, takes_matching_back])
def test_sending_takes_as_long_for_a_seat_that_is_kept_back(draw, goes):
    assert_same(sending(draw, stays), sending(draw, goes))


def test_the_whole_request_takes_as_long_for_a_seat_that_is_kept_back(draw):
    assert_same(posting(draw, stays), posting(draw, pauses))


def test_telling_her_in_the_offices_own_request_is_found(draw, monkeypatch):
    def at_once(name, draw_id):
        tasks.tell_invited(draw_id)
        for told in Invitation.objects.filter(state=InvitationState.SENT):
            [str(look.profile.user) for _ in range(20) for look in Invitation.objects.filter(pk=told.pk)]

    monkeypatch.setattr(inviting, "async_task", at_once)
    assert_told_apart(sending(draw, stays), sending(draw, pauses))


def looking(draw, prepare):
    """The office's page of seats, after the invitations were sent and this happened to her."""
    client = browser(draw.request.created_by.user)
    path = reverse("engagements:seats", args=[draw.request.public_id])
    services.send_invitations(draw, draw.request.created_by)
    return undone(prepare, lambda: client.get(path))


def declines(profile):
    services.decline_invitation(Invitation.objects.get(), profile.user)


@pytest.mark.parametrize("goes", [declines, pauses, walls_off])
def test_the_page_of_seats_takes_as_long_after(draw, goes):
    assert_same(looking(draw, stays), looking(draw, goes))


def test_a_page_that_works_for_each_answer_is_found(draw, monkeypatch):
    board_of = office.board_of

    def with_answers(request):
        for answer in Invitation.objects.filter(request=request).exclude(answered_at=None):
            [str(look.profile.user) for _ in range(20) for look in Invitation.objects.filter(pk=answer.pk)]
            list(Profile.objects.filter(pk=answer.profile_id).values("topics", "skills"))
        return board_of(request)

    monkeypatch.setattr(office, "board_of", with_answers)
    assert_told_apart(looking(draw, stays), looking(draw, declines))


class TestWhatIsLeftToTheWorker:
    def test_sending_queues_it_and_tells_nobody_yet(self, draw):
        [invitation] = services.send_invitations(draw, draw.request.created_by)
        [task] = [found.task for found in OrmQ.objects.all()]
        assert (task["func"], task["args"]) == ("network.engagements.tasks.tell_invited", (draw.public_id,))
        assert invitation.state == InvitationState.SENT and not invitation.profile.user.notices.exists()

    def test_it_tells_once_however_often_it_runs(self, draw):
        [invitation] = services.send_invitations(draw, draw.request.created_by)
        assert [tasks.tell_invited(draw.public_id) for _ in range(2)] == [1, 1]
        assert invitation.profile.user.notices.get().event == "engagements.invited"

    @pytest.mark.parametrize("goes", [declines, pauses, walls_off, takes_matching_back])
    def test_it_tells_nobody_who_stepped_back_in_between(self, draw, goes):
        [invitation] = services.send_invitations(draw, draw.request.created_by)
        goes(invitation.profile)
        assert tasks.tell_invited(draw.public_id) == 0
        assert not invitation.profile.user.notices.exists()

    def test_it_tells_nobody_who_was_kept_back_and_nobody_too_late(self, draw):
        pauses(Profile.objects.get())
        services.send_invitations(draw, draw.request.created_by)
        assert tasks.tell_invited(draw.public_id) == 0
        Invitation.objects.update(state=InvitationState.SENT)
        with clock.standing_at(Invitation.objects.get().expires_at):
            assert tasks.tell_invited(draw.public_id) == 0
