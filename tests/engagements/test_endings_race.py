"""An answer, an ending and a withdrawn consent at one moment: one of them wins, none waits for another in a ring."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from network.audit.log import record
from network.common.states import MoveRefused
from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.consultations import services as consultations
from network.engagements import services
from network.engagements.models import Engagement, Invitation
from network.engagements.states import InvitationState
from network.experts import services as experts
from tests.engagements import make
from tests.engagements.make import fresh

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 8
TIES = 6


def accept(invitation):
    services.accept_invitation(invitation, invitation.profile.user, attend=True)


def decline(invitation):
    services.decline_invitation(invitation, invitation.profile.user)


def pause(invitation):
    experts.pause(invitation.profile)


def leave(invitation):
    experts.leave(invitation.profile)


def take_back(invitation):
    ledger.withdraw(invitation.profile.user, Purpose.MATCHING, NETWORK)


def end_request(invitation):
    consultations.withdraw_request(invitation.request, invitation.request.created_by)


def together(*acts) -> list[Exception | None]:
    """Do all of them at the same moment, each in its own connection; what each raised."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait()
            act()
        except Exception as raised:
            return raised
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.parametrize("rival", [pause, leave, take_back, end_request])
@pytest.mark.parametrize("answer", [accept, decline])
def test_an_answer_and_an_ending_end_in_one_of_both(answer, rival):
    for _ in range(ROUNDS):
        [invitation] = make.invited()
        raised = together(lambda: answer(invitation), lambda: rival(invitation))  # noqa: B023
        assert all(each is None or isinstance(each, MoveRefused) for each in raised), raised
        is_accepted = fresh(invitation).state == InvitationState.ACCEPTED
        assert is_accepted == Engagement.objects.filter(invitation=invitation).exists()
        assert fresh(invitation).state != InvitationState.SENT


@pytest.mark.parametrize("rival", [pause, take_back])
def test_nobody_is_invited_past_a_pause(rival):
    """Whichever comes first: afterwards nothing waits for somebody who no longer wants to be asked."""
    for _ in range(ROUNDS):
        made = make.request()
        profile = make.factories.expert()
        draw = make.run_draw(made, make.manager())
        chosen = draw.entrants.get(selected=True).profile
        seat = Invitation(profile=chosen, request=made)
        raised = together(
            lambda: services.send_invitations(draw, made.created_by),  # noqa: B023
            lambda: rival(seat),  # noqa: B023
        )
        assert raised == [None, None]
        assert not Invitation.objects.filter(profile=chosen, state=InvitationState.SENT).exists()
        experts.pause(fresh(profile))  # so that the next round draws somebody new


def test_all_at_once_is_no_ring():
    for _ in range(ROUNDS):
        invitations = make.invited(experts=TIES)
        acts = [lambda each=each: decline(each) for each in invitations[:2]]
        acts += [lambda each=each: take_back(each) for each in invitations[2:4]]
        acts += [lambda each=each: accept(each) for each in invitations[4:]]
        raised = together(*acts, lambda: end_request(invitations[0]))  # noqa: B023
        assert all(each is None or isinstance(each, MoveRefused) for each in raised), raised


def test_the_turn_taken_before_a_lock_does_end_in_a_ring():
    """The negative control: an ending that writes the audit log first and locks the invitation then."""

    @transaction.atomic
    def wrong_way_round(invitation):
        record(None, "test.turn", invitation, role="worker")
        barrier.wait()
        services.decline_invitation(invitation, invitation.profile.user)

    @transaction.atomic
    def right_way_round(invitation):
        Invitation.objects.select_for_update().get(pk=invitation.pk)
        barrier.wait()
        record(None, "test.turn", invitation, role="worker")

    [invitation] = make.invited()
    barrier = Barrier(2)
    raised = together(lambda: wrong_way_round(invitation), lambda: right_way_round(invitation))
    assert any("deadlock" in str(each) for each in raised)
