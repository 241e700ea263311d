"""What each verb refuses, repeats and takes back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from network.common import clock
from network.common.duties import all_duties
from network.common.states import MoveRefused
from network.consent import ledger
from network.consent.audiences import audiences_of
from network.consent.purposes import RULES, Audience, AudienceKind, Purpose
from network.consultations.states import RequestState
from network.engagements import services
from network.engagements.checks import paid_up
from network.engagements.letters import letters_of
from network.engagements.models import Agreement, Engagement, Invitation
from network.engagements.record import record_of
from network.engagements.services.common import audience_of
from network.engagements.states import ContributionState, EngagementState, InvitationState, SessionState
from network.experts.disclosure import own_note
from network.matching.services import run_draw
from payments.models import Payment
from payments.queries import trial_balance
from payments.states import PaymentState
from tests import factories
from tests.engagements import make
from tests.engagements.make import fresh

pytestmark = pytest.mark.django_db


def later(moment, **time):
    return clock.standing_at(moment + timedelta(**time))


def test_accepting_twice_is_accepting_once():
    [invitation] = make.invited()
    expert = invitation.profile.user
    first = services.accept_invitation(invitation, expert, attend=True)
    assert services.accept_invitation(invitation, expert) == first
    assert (Engagement.objects.count(), Agreement.objects.count(), Payment.objects.count()) == (1, 1, 1)
    [agreement] = first.agreements.all()
    assert (
        agreement.agency_agreed_at == invitation.sent_at and agreement.agency_agreed_by == invitation.sent_by
    )


def test_the_pay_is_booked_under_the_works_own_reference():
    engagement = make.agreed()
    payment = Payment.objects.get()
    assert (payment.reference, payment.public_id) == (engagement.public_id, engagement.payment_ref)
    assert (payment.amount_minor, payment.currency) == (make.PAY, "USD")
    assert payment.payee.public_id == fresh(engagement.profile).payee_ref


def test_attending_is_agreed_only_by_its_own_tick():
    engagement = make.agreed(attend=False)
    assert not ledger.allows(engagement.profile.user, Purpose.ATTEND, audience_of(engagement))


def test_nobody_answers_for_another_or_too_late():
    [invitation] = make.invited()
    with pytest.raises(MoveRefused):
        services.accept_invitation(invitation, factories.expert().user)
    with later(invitation.expires_at, seconds=0), pytest.raises(MoveRefused, match="over"):
        services.accept_invitation(invitation, invitation.profile.user)
    services.decline_invitation(invitation, invitation.profile.user)
    with pytest.raises(MoveRefused):
        services.accept_invitation(invitation, invitation.profile.user)


def test_a_no_tells_nobody():
    [invitation] = make.invited()
    services.decline_invitation(invitation, invitation.profile.user)
    assert not invitation.sent_by.user.notices.exists()


def test_only_prepared_officials_of_the_office_invite():
    factories.expert()
    request = make.request()
    draw = run_draw(request, make.manager())
    untrained = factories.official(request.agency, trained_until=None)
    reader = factories.official(request.agency, duty="reader")
    for official in (factories.official(), untrained, reader):
        with pytest.raises(MoveRefused):
            services.send_invitations(draw, official)
    assert len(services.send_invitations(draw, request.created_by)) == 1
    assert services.send_invitations(draw, request.created_by) == list(Invitation.objects.all())


def test_the_last_seat_staffs_the_request():
    made = make.request(seats=2)
    first, second = make.invited(made, experts=2)
    services.accept_invitation(first, first.profile.user)
    assert fresh(made).state == RequestState.PUBLISHED
    services.accept_invitation(second, second.profile.user)
    assert fresh(made).state == RequestState.STAFFED


def test_an_expert_meets_one_office_at_a_time():
    engagement = make.agreed(make.request())
    session = make.confirmed(engagement)
    other = make.request()
    [invitation] = services.send_invitations(run_draw(other, make.manager()), other.created_by)
    second = services.accept_invitation(invitation, invitation.profile.user)
    with pytest.raises(MoveRefused, match="no longer free"):
        services.propose_session(second, other.created_by, session.starts_at, "A link.")
    with pytest.raises(MoveRefused, match="already"):
        services.propose_session(engagement, engagement.invitation.sent_by, session.starts_at, "A link.")


def test_a_time_that_passed_cannot_be_confirmed_and_lapses():
    session = make.proposed()
    with later(session.starts_at, seconds=0):
        with pytest.raises(MoveRefused, match="passed"):
            services.confirm_session(session, session.profile.user)
        assert services.expire_invitations() == 1
    assert fresh(session).state == SessionState.CANCELLED


def test_refusing_a_confirmed_time_costs_nothing():
    session = make.confirmed()
    services.refuse_session(session, session.profile.user)
    assert fresh(session.engagement).state == EngagementState.AGREED
    assert Payment.objects.get().amount_minor == make.PAY


def test_not_held_before_its_end():
    session = make.confirmed()
    with later(session.ends_at, seconds=-1), pytest.raises(MoveRefused):
        services.mark_held(session, session.profile.user)
    with later(session.ends_at, seconds=0):
        with pytest.raises(MoveRefused):
            services.mark_held(session, factories.official().user)
        services.mark_held(session, session.proposed_by.user)
        services.mark_held(session, session.profile.user)
    assert fresh(session).state == SessionState.HELD


@pytest.mark.parametrize(
    "reached", [make.agreed, lambda: make.proposed().engagement, lambda: make.confirmed().engagement]
)
def test_stop_is_possible_from_everywhere_with_full_pay(reached):
    engagement = fresh(reached())
    services.stop_engagement(engagement, engagement.profile.user)
    services.stop_engagement(engagement, engagement.profile.user)
    assert fresh(engagement).state == EngagementState.ENDED_BY_EXPERT
    assert not engagement.sessions.filter(state__in=("proposed", "confirmed")).exists()
    payment = Payment.objects.get()
    assert (payment.state, payment.amount_minor) == (PaymentState.DUE, make.PAY)


@pytest.mark.parametrize(("hours", "amount"), [(47, 24_375), (49, 16_250), (24 * 8, 2_438)])
def test_cancelling_pays_by_notice_and_gives_the_rest_back(hours, amount):
    session = make.confirmed()
    with later(session.starts_at, hours=-hours):
        owed = services.cancel_engagement(session.engagement, session.proposed_by, shown_minor=amount)
    assert owed.amount_minor == amount
    payment = Payment.objects.get()
    assert (payment.state, payment.amount_minor) == (PaymentState.DUE, amount)
    assert sum(row["amount_minor"] for row in trial_balance()) == 0
    assert "engagements.cancelled" in session.profile.user.notices.values_list("event", flat=True)
    assert any("cancelled 1" in line for line in record_of(session.engagement.request.agency))


def sent_note(engagement=None):
    engagement = engagement or make.held()
    return services.send_note(engagement, engagement.invitation.sent_by, "Words.")


def test_no_note_before_the_work_was_held():
    engagement = make.agreed()
    with pytest.raises(MoveRefused, match="held"):
        services.send_note(engagement, engagement.invitation.sent_by, "Words.")


def test_withdrawing_the_consent_withdraws_the_note_and_the_other_way_round():
    note = sent_note()
    expert, audience = note.engagement.profile.user, audience_of(note.engagement)
    services.agree_note(note, expert, quote=True)
    assert ledger.allows(expert, Purpose.QUOTE, audience)
    ledger.withdraw(expert, Purpose.RECORD, audience)
    assert fresh(note).state == ContributionState.WITHDRAWN
    again = sent_note(note.engagement)
    services.agree_note(again, expert)
    services.withdraw_note(again, expert)
    services.withdraw_note(again, expert)
    assert not ledger.allows(expert, Purpose.RECORD, audience)
    assert "engagements.note_withdrawn" in note.engagement.invitation.sent_by.user.notices.values_list(
        "event", flat=True
    )


@pytest.mark.parametrize(("days", "kept"), [(14, None), (15, "Words.")])
def test_words_go_within_fourteen_days_and_rest_with_the_expert_later(days, kept):
    note = sent_note()
    profile = note.engagement.profile
    services.agree_note(note, profile.user)
    with later(clock.now(), days=days, minutes=-1):
        services.withdraw_note(note, profile.user)
    assert own_note(profile, note.public_id) == kept


def test_a_letter_is_forgotten_once_it_is_answered():
    note = sent_note()
    expert, official = note.engagement.profile.user, note.engagement.invitation.sent_by
    services.ask_changes(note, expert, "Say it otherwise.")
    assert letters_of([note]) == {note.public_id: "Say it otherwise."}
    services.send_note(note.engagement, official, "Otherwise.", fresh(note))
    assert letters_of([note]) == {}
    assert own_note(note.engagement.profile, note.public_id) == "Otherwise."
    assert expert.notices.filter(event="engagements.note_sent").exists()


def test_a_note_nobody_agreed_is_withdrawn_without_a_word_to_the_office():
    note = sent_note()
    services.withdraw_note(note, note.engagement.profile.user)
    events = note.engagement.invitation.sent_by.user.notices.values_list("event", flat=True)
    assert "engagements.note_withdrawn" not in events


def test_reminders_come_once():
    session = make.confirmed()
    expert, official = session.profile.user, session.proposed_by.user
    with later(session.starts_at, hours=-49):
        assert services.remind() == 0
    with later(session.starts_at, hours=-47):
        assert (services.remind(), services.remind()) == (1, 0)
    assert expert.notices.filter(event="engagements.session_soon").count() == 1
    assert official.notices.filter(event="engagements.office_session_soon").count() == 1


def test_an_invitation_reminds_a_day_before_and_then_expires():
    [invitation] = make.invited()
    with later(invitation.expires_at, hours=-25):
        assert services.remind() == 0
    with later(invitation.expires_at, hours=-23):
        assert (services.remind(), services.remind()) == (1, 0)
    with later(invitation.expires_at, seconds=0):
        assert (services.expire_invitations(), services.expire_invitations()) == (1, 0)
    assert fresh(invitation).state == InvitationState.EXPIRED


def test_the_duties_are_on_the_board():
    names = {duty.name for duty in all_duties()}
    assert {"expire_invitations", "remind", "auto_complete", "release_payments"} <= names


def test_an_office_with_overdue_payments_is_held_back():
    engagement = make.held()
    services.complete_engagement(engagement, engagement.invitation.sent_by)
    assert paid_up(engagement.request) is None
    with later(clock.now(), days=15):
        assert "1 payment to experts overdue" in paid_up(engagement.request).why
        assert paid_up(make.request()) is None


@pytest.mark.parametrize("path", ["/work/", "/work/invitations/"])
def test_an_experts_lists_ask_a_fixed_number_of_queries(
    sign_in, path, django_assert_num_queries, django_assert_max_num_queries
):
    profile = make.held().profile
    client = sign_in(profile.user)
    client.get(path)
    with django_assert_max_num_queries(16) as first:
        client.get(path)
    for _ in range(4):
        _more_work(profile)
    with django_assert_num_queries(len(first)):
        client.get(path)


def test_an_offices_lists_ask_a_fixed_number_of_queries(
    sign_in, django_assert_num_queries, django_assert_max_num_queries
):
    engagement = make.agreed()
    official = engagement.invitation.sent_by
    client = sign_in(official.user)
    client.get("/work/office/")
    with django_assert_max_num_queries(20) as first:
        client.get("/work/office/")
    for _ in range(4):
        _more_work(engagement.profile, official)
    with django_assert_num_queries(len(first)):
        client.get("/work/office/")


def _more_work(profile, official=None):
    made = make.request(official)
    [invitation] = services.send_invitations(run_draw(made, make.manager()), made.created_by)
    make.proposed(services.accept_invitation(invitation, profile.user, attend=True))


def test_the_offices_she_worked_with_can_be_asked_about_by_name(sign_in):
    engagement = make.agreed()
    expert, office = engagement.profile.user, engagement.request.agency
    assert audiences_of(expert, AudienceKind.AGENCY) == {office.public_id: office.name}
    assert audiences_of(factories.expert().user, AudienceKind.AGENCY) == {}
    page = sign_in(expert).get(reverse("consent:home")).content.decode()
    assert office.name in page
    here = Audience(AudienceKind.AGENCY, office.public_id)
    for purpose in (Purpose.NAME, Purpose.IMAGE, Purpose.CONTACT_AGAIN):
        ledger.grant(expert, purpose, here)
        with later(clock.now(), days=4):
            if RULES[purpose].asks_twice:
                ledger.confirm(expert, purpose, here)
            assert ledger.allows(expert, purpose, here)
