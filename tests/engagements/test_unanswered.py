"""What waits for an answer ends with the request, and when the expert no longer wants to be asked."""

from datetime import timedelta

import pytest

from network.audit.models import Entry
from network.common import clock
from network.common.states import MoveRefused
from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.consent.uses import uses_of
from network.consultations import services as consultations
from network.consultations.states import RequestState
from network.engagements import services
from network.engagements.models import Invitation
from network.engagements.states import EngagementState, InvitationState, SessionState
from network.experts import services as experts
from payments.models import Fund, Payment
from payments.queries import fund_balances
from tests import factories
from tests.engagements import make
from tests.engagements.make import fresh

pytestmark = pytest.mark.django_db
ENDED = "engagements.invitation_withdrawn"


def by_withdrawing(request):
    consultations.withdraw_request(request, request.created_by)


def by_expiring(request):
    with clock.standing_at(clock.now() + timedelta(days=40)):
        consultations.expire_requests()


def told(person) -> int:
    return person.notices.filter(event=ENDED).count()


class TestWithTheRequest:
    def test_withdrawing_it_ends_what_is_open_and_tells_each_expert(self):
        made = make.request(seats=2)
        first, second = make.invited(made, experts=2)
        services.decline_invitation(second, second.profile.user)
        by_withdrawing(made)
        assert fresh(first).state == InvitationState.WITHDRAWN
        assert fresh(second).state == InvitationState.DECLINED
        assert (told(first.profile.user), told(second.profile.user)) == (1, 0)

    def test_expiring_it_leaves_an_old_invitation_to_its_own_end(self):
        """Its own window was over long ago, however late the worker is."""
        [invitation] = make.invited()
        by_expiring(invitation.request)
        assert fresh(invitation.request).state == RequestState.EXPIRED
        with clock.standing_at(clock.now() + timedelta(days=41)):
            services.expire_invitations()
        assert fresh(invitation).state == InvitationState.EXPIRED
        assert told(invitation.profile.user) == 0

    def test_expiring_it_ends_an_invitation_of_its_last_days(self):
        made = make.request(latest_date=clock.now().date() + timedelta(days=2))
        [invitation] = make.invited(made)
        with clock.standing_at(clock.now() + timedelta(days=4)):
            assert consultations.expire_requests() == 1
        assert fresh(invitation).state == InvitationState.WITHDRAWN
        assert told(invitation.profile.user) == 1

    def test_other_moves_and_other_requests_end_nothing(self):
        [invitation] = make.invited()
        other = make.request(seats=1)
        [elsewhere] = make.invited(other)
        services.accept_invitation(elsewhere, elsewhere.profile.user)
        assert fresh(other).state == RequestState.STAFFED
        by_withdrawing(make.request())
        assert fresh(invitation).state == InvitationState.SENT

    def test_it_can_be_neither_accepted_nor_declined_any_more(self):
        [invitation] = make.invited()
        by_withdrawing(invitation.request)
        for answer in (services.accept_invitation, services.decline_invitation):
            with pytest.raises(MoveRefused, match="over"):
                answer(invitation, invitation.profile.user)
        assert not Payment.objects.exists()

    def test_the_page_says_so_and_offers_no_answer(self, sign_in):
        [invitation] = make.invited()
        by_withdrawing(invitation.request)
        client = sign_in(invitation.profile.user)
        assert "Request ended" in client.get("/work/invitations/").content.decode()
        page = client.get(f"/work/invitations/{invitation.public_id}/").content.decode()
        assert "This request has ended" in page and "Your answer" not in page

    def test_what_is_agreed_stays_agreed_and_its_rest_returns_when_it_ends(self):
        made = make.request(seats=2, funded_seats=2)
        first, _ = make.invited(made, experts=2)
        engagement = services.accept_invitation(first, first.profile.user)
        by_withdrawing(made)
        fund = Fund.objects.get(public_id=made.fund_ref)
        assert fresh(engagement).state == EngagementState.AGREED
        assert fund_balances(fund)["reserved"] == make.PAY
        session = make.confirmed(fresh(engagement))
        assert session.state == SessionState.CONFIRMED
        with clock.standing_at(session.starts_at - timedelta(days=8)):
            services.cancel_engagement(fresh(engagement), session.proposed_by, shown_minor=2_438)
        assert fund_balances(fund) == {"committed": 2_438, "available": 0, "reserved": 0, "used": 2_438}

    def test_a_receiver_that_fails_takes_the_whole_move_back(self, monkeypatch):
        [invitation] = make.invited()
        monkeypatch.setattr("network.engagements.services.unanswered.notify", _fail)
        with pytest.raises(RuntimeError):
            by_withdrawing(invitation.request)
        assert fresh(invitation.request).state == RequestState.PUBLISHED
        assert fresh(invitation).state == InvitationState.SENT


def _fail(*args):
    raise RuntimeError


def pause(invitation):
    experts.pause(invitation.profile)


def leave(invitation):
    experts.leave(invitation.profile)


def take_matching_back(invitation):
    ledger.withdraw(invitation.profile.user, Purpose.MATCHING, NETWORK)


def wall_off(invitation):
    experts.add_wall(invitation.profile, invitation.request.agency)


WAYS = [pause, leave, take_matching_back, wall_off]


class TestWithTheExpert:
    @pytest.mark.parametrize("way", WAYS)
    def test_what_waits_is_declined_by_the_very_move_of_a_no(self, way):
        [said_no], [invitation] = make.invited(), make.invited(make.request())
        services.decline_invitation(said_no, said_no.profile.user)
        way(invitation)
        assert fresh(invitation).state == InvitationState.DECLINED
        assert fresh(invitation).answered_at
        trace = [
            {**entry.detail, "action": entry.action}
            for row in (said_no, invitation)
            for entry in Entry.objects.filter(object_id=row.public_id)
        ]
        assert trace[0] == trace[1] and len(trace) == 2
        assert not invitation.sent_by.user.notices.exists()

    @pytest.mark.parametrize("way", WAYS)
    def test_what_is_answered_or_over_stays_as_it_is(self, way):
        accepted = make.agreed().invitation
        services.stop_engagement(accepted.engagement, accepted.profile.user)
        Payment.objects.update(state="settled")  # so that leaving has nothing to wait for
        with clock.standing_at(accepted.expires_at + timedelta(hours=1)):
            way(accepted)
        assert fresh(accepted).state == InvitationState.ACCEPTED

    def test_a_wall_ends_only_what_that_office_asked(self):
        [first] = make.invited()
        other = make.request()
        [second] = services.send_invitations(make.run_draw(other, make.manager()), other.created_by)
        assert second.profile == first.profile
        wall_off(first)
        assert fresh(first).state == InvitationState.DECLINED
        assert fresh(second).state == InvitationState.SENT

    def test_a_pause_of_somebody_else_ends_nothing(self):
        [invitation] = make.invited()
        experts.pause(factories.expert())
        assert fresh(invitation).state == InvitationState.SENT

    def test_she_reads_where_matching_is_used(self):
        assert "Invitations that wait for your answer" in {use.place for use in uses_of(Purpose.MATCHING)}

    def test_somebody_without_a_profile_takes_it_back_all_the_same(self):
        person = factories.user()
        ledger.grant(person, Purpose.MATCHING, NETWORK)
        assert ledger.withdraw(person, Purpose.MATCHING, NETWORK)

    def test_nobody_is_asked_anew_by_coming_back(self):
        [invitation] = make.invited()
        pause(invitation)
        experts.resume(invitation.profile)
        assert fresh(invitation).state == InvitationState.DECLINED
        assert Invitation.objects.count() == 1
