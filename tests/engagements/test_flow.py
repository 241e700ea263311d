"""One engagement from draw to pay, through the services alone."""

from datetime import timedelta

import pytest

from network.common import clock
from network.consent import ledger
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.consultations.states import RequestState
from network.engagements import services
from network.engagements.states import ContributionState, EngagementState
from network.experts.disclosure import Viewer, disclose_note
from network.people.roles import Role
from payments.models import Payee, Payment
from payments.states import PaymentState
from tests.engagements import make
from tests.engagements.make import fresh

pytestmark = pytest.mark.django_db


def test_a_whole_engagement():
    engagement = make.agreed(make.request(seats=1))
    official, expert = engagement.invitation.sent_by, engagement.profile.user
    Payee.objects.update(state=Payee.State.READY)
    assert fresh(engagement.request).state == RequestState.STAFFED
    assert Payment.objects.get().state == PaymentState.RESERVED

    session = make.confirmed(engagement)
    assert fresh(engagement).state == EngagementState.ACTIVE
    with clock.standing_at(session.ends_at + timedelta(hours=1)):
        services.mark_held(session, official.user)
        note = services.send_note(engagement, official, "Step 4 comes too early.")
        viewer = Viewer(official.user, Role.OFFICIAL, official.agency_id)
        assert disclose_note(engagement.profile, viewer, engagement.public_id, note.public_id) is None
        services.agree_note(note, expert)
        read = disclose_note(engagement.profile, viewer, engagement.public_id, note.public_id)
        assert read == "Step 4 comes too early."
        services.complete_engagement(engagement, official)
        assert services.release_payments() == 1
        record = Audience(AudienceKind.ENGAGEMENT, engagement.public_id)
        assert ledger.allows(expert, Purpose.RECORD, record)
        assert not ledger.allows(expert, Purpose.QUOTE, record)

    assert fresh(engagement).state == EngagementState.COMPLETED
    assert fresh(note).state == ContributionState.AGREED
    assert fresh(engagement.request).state == RequestState.CLOSED
    assert Payment.objects.get().state == PaymentState.RELEASED
    events = set(expert.notices.values_list("event", flat=True))
    assert events == {
        "engagements.invited",
        "engagements.time_proposed",
        "engagements.note_sent",
        "engagements.completed",
        "engagements.payment_moved",
    }


def test_silence_of_five_working_days_completes_and_releases():
    engagement = make.held()
    Payee.objects.update(state=Payee.State.READY)
    with clock.standing_at(engagement.complete_by - timedelta(minutes=1)):
        assert services.auto_complete() == 0
    with clock.standing_at(engagement.complete_by + timedelta(days=3)):
        assert services.auto_complete() == 1
        assert services.auto_complete() == 0
        assert services.release_payments() == 1
    assert fresh(engagement).completed_at == engagement.complete_by
    assert Payment.objects.get().state == PaymentState.RELEASED


def test_a_session_nobody_marks_is_still_paid_however_late_the_worker_runs():
    session = make.confirmed()
    with clock.standing_at(session.ends_at + timedelta(hours=23)):
        assert services.auto_complete() == 0
    with clock.standing_at(session.ends_at + timedelta(days=30)):
        assert services.auto_complete() == 2
    engagement = fresh(session.engagement)
    assert engagement.state == EngagementState.COMPLETED
    assert engagement.delivered_at == session.ends_at + timedelta(days=1)
    assert Payment.objects.get().state == PaymentState.DUE
