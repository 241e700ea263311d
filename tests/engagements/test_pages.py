"""The rooms as both sides walk through them, by links and buttons alone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from network.common import clock
from network.consent import ledger
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.engagements import services
from network.engagements.models import Contribution, Engagement
from network.engagements.queries.times import offered_for
from network.engagements.states import ContributionState, EngagementState, InvitationState, SessionState
from payments.models import Payment
from payments.states import PaymentState
from tests import factories
from tests.engagements import make
from tests.engagements.make import fresh

pytestmark = pytest.mark.django_db


def page(name: str, row, *more) -> str:
    return reverse(f"engagements:{name}", args=[row.public_id, *more])


def test_an_expert_accepts_with_the_separate_yes_off_by_default(sign_in):
    [invitation] = make.invited()
    client = sign_in(invitation.profile.user)
    assert "Review of a referral guide" in client.get("/work/invitations/").content.decode()
    terms = client.get(page("invitation", invitation)).content.decode()
    for words in ("$243.75", "$81.25", "Policy adviser", "Every chapter.", "The law itself.", "new here"):
        assert words in terms
    check = client.get(page("accept", invitation)).content.decode()
    assert 'name="attend"' in check and "checked" not in check
    answer = client.post(page("accept", invitation), {})
    engagement = Engagement.objects.get()
    assert answer.url == page("mine", engagement)
    mine = client.get(answer.url).content.decode()
    assert "The office proposes a time" in mine and "You have not said yes." in mine


def test_accept_and_decline_weigh_the_same(sign_in):
    [invitation] = make.invited()
    html = sign_in(invitation.profile.user).get(page("invitation", invitation)).content.decode()
    pair = html[html.index("ecn-pair") :].split("</div>")[0]
    assert pair.count("govuk-button govuk-button--secondary") == 2


def test_a_no_asks_for_nothing(sign_in):
    [invitation] = make.invited()
    client = sign_in(invitation.profile.user)
    assert client.post(page("decline", invitation), follow=True).status_code == 200
    assert fresh(invitation).state == InvitationState.DECLINED
    assert client.post(page("decline", invitation), follow=True).status_code == 200
    assert "The office was not told" in client.get(page("invitation", invitation)).content.decode()


def test_a_short_fund_is_said_beside_the_button_and_nothing_is_half_done(sign_in):
    [invitation] = make.invited(make.request(funded_seats=5, fund_ref=_short_fund()))
    answer = sign_in(invitation.profile.user).post(page("accept", invitation), {})
    assert answer.status_code == 200
    assert "told the office to top it up" in answer.content.decode()
    assert fresh(invitation).state == InvitationState.SENT
    assert not Engagement.objects.exists() and not Payment.objects.exists()
    told = invitation.sent_by.user.notices.get()
    assert told.event == "engagements.fund_short" and told.subject_id == invitation.request.public_id
    client = sign_in(invitation.sent_by.user)
    assert client.get(reverse("engagements:seats", args=[told.subject_id])).status_code == 200


def _short_fund() -> str:
    from payments.models import Fund
    from payments.services import commit_funds

    return commit_funds(
        "x", Fund.Kind.PURCHASE_ORDER, "PO-2", "USD", make.PAY - 1, "x", clock.now()
    ).public_id


def test_the_office_proposes_and_the_expert_confirms_in_own_time(sign_in):
    engagement = make.agreed()
    office, expert = sign_in(engagement.invitation.sent_by.user), sign_in(engagement.profile.user)
    form = office.get(page("propose", engagement)).content.decode()
    assert "(New York time)" in form and "Nairobi" not in form
    refused = office.post(page("propose", engagement), {"starts_at": "2001-01-01T09:00:00+00:00"})
    assert "no longer free" in refused.content.decode()
    time = offered_for(engagement)[0]
    sent = {"starts_at": time.isoformat(), "how_to_join": "A link comes by post."}
    assert office.post(page("propose", engagement), sent).status_code == 302
    session = engagement.sessions.get()
    html = expert.get(page("session", session)).content.decode()
    assert "(Nairobi time)" in html and "It does not suit me" in html and "A link comes by post." in html
    expert.post(page("confirm", session))
    assert fresh(engagement).state == EngagementState.ACTIVE


def test_a_time_is_refused_without_reason_and_another_can_be_proposed(sign_in):
    session = make.proposed()
    expert = sign_in(session.profile.user)
    expert.post(page("refuse", session))
    assert fresh(session).state == SessionState.CANCELLED
    again = make.proposed(session.engagement)
    sign_in(again.proposed_by.user).post(page("take_back", again))
    assert fresh(again).state == SessionState.CANCELLED
    make.confirmed(session.engagement)
    assert fresh(session.engagement).state == EngagementState.ACTIVE


def test_stopping_is_one_tap_on_the_session_page(sign_in):
    session = make.confirmed()
    expert = sign_in(session.profile.user)
    assert "Stop now" in expert.get(page("session", session)).content.decode()
    answer = expert.post(page("stop", session.engagement), follow=True)
    assert "Your full pay is due now" in answer.content.decode()
    assert fresh(session).state == SessionState.STOPPED
    payment = Payment.objects.get()
    assert (payment.state, payment.amount_minor) == (PaymentState.DUE, make.PAY)
    office = sign_in(session.proposed_by.user).get(page("office_one", session.engagement)).content.decode()
    assert "Ended early" in office


def test_held_note_agreed_confirmed(sign_in):
    engagement = make.held()
    office, expert = sign_in(engagement.invitation.sent_by.user), sign_in(engagement.profile.user)
    office.post(page("write_note", engagement), {"text": "Step 4 comes too early."})
    note = Contribution.objects.get()
    assert "Step 4" not in office.get(page("office_one", engagement)).content.decode()
    assert "Step 4 comes too early." in expert.get(page("note", note)).content.decode()
    expert.post(page("changes", note), {"words": "Say why it is too early."})
    assert "Say why it is too early." in office.get(page("office_one", engagement)).content.decode()
    assert "Say why it is too early." in office.get(page("rewrite_note", note)).content.decode()
    office.post(page("rewrite_note", note), {"text": "Step 4 comes before trust."})
    expert.post(page("note", note), {"quote": "on"})
    assert fresh(note).state == ContributionState.AGREED
    read = [
        each.content.decode()
        for each in (office.get(page("office_one", engagement)), office.get(page("read_note", note)))
    ]
    assert "Step 4" not in read[0] and "Step 4 comes before trust." in read[1]
    office.post(page("complete", engagement))
    assert fresh(engagement).state == EngagementState.COMPLETED
    expert.post(page("withdraw_note", note))
    assert "Step 4" not in office.get(page("read_note", note)).content.decode()


def test_the_office_reads_whether_it_may_quote(sign_in):
    engagement = make.held()
    office, expert = sign_in(engagement.invitation.sent_by.user), sign_in(engagement.profile.user)
    office.post(page("write_note", engagement), {"text": "Step 4 comes too early."})
    note = Contribution.objects.get()
    path = page("read_note", note)
    assert "cannot be read now" in office.get(path).content.decode()
    expert.post(page("note", note), {"quote": "on"})
    assert "May be quoted" in office.get(path).content.decode()
    work = Audience(AudienceKind.ENGAGEMENT, engagement.public_id)
    ledger.withdraw(engagement.profile.user, Purpose.QUOTE, work)
    html = office.get(path).content.decode()
    assert "Not to be quoted" in html and "Step 4 comes too early." in html


def test_what_cancelling_costs_stands_beside_the_button_and_is_what_it_costs(sign_in):
    engagement = make.agreed()
    client = sign_in(engagement.invitation.sent_by.user)
    html = client.get(page("cancel", engagement)).content.decode()
    assert "$24.38" in html and 'value="2438"' in html
    changed = client.post(page("cancel", engagement), {"shown_minor": "1"})
    assert "has changed since" in changed.content.decode()
    assert fresh(engagement).state == EngagementState.AGREED
    assert client.post(page("cancel", engagement), {"shown_minor": "2438"}).status_code == 302
    assert fresh(engagement).state == EngagementState.ENDED_BY_AGENCY


def test_the_office_knows_the_expert_only_while_she_agrees(sign_in):
    engagement = make.agreed(attend=False)
    office, expert = sign_in(engagement.invitation.sent_by.user), sign_in(engagement.profile.user)
    places = (page("office_one", engagement), "/work/office/", page("seats", engagement.request))
    assert all("An expert" in office.get(path).content.decode() for path in places)
    expert.post(page("show", engagement))
    for path in places:
        html = office.get(path).content.decode()
        assert engagement.profile.user.alias not in html
    alias = engagement.profile.agency_aliases.get().alias
    assert all(alias in office.get(path).content.decode() for path in places)
    expert.post(page("hide", engagement))
    assert all(alias not in office.get(path).content.decode() for path in places)


def test_pages_of_others_are_pages_that_do_not_exist(sign_in):
    session = make.confirmed()
    engagement = session.engagement
    invitation = engagement.invitation
    with clock.standing_at(session.ends_at + timedelta(hours=1)):
        services.mark_held(session, session.profile.user)
        note = services.send_note(engagement, invitation.sent_by, "Words.")
    expert, official = sign_in(factories.expert().user), sign_in(factories.official().user)
    hers = {"invitation": invitation, "accept": invitation, "mine": engagement, "agreement": engagement}
    hers |= {"session": session, "note": note, "changes": note}
    theirs = {
        "office_one": engagement,
        "seats": engagement.request,
        "propose": engagement,
        "cancel": engagement,
    }
    theirs |= {"write_note": engagement, "rewrite_note": note, "read_note": note, "agreement": engagement}
    for client, pages in ((expert, hers), (official, theirs)):
        for name, row in pages.items():
            foreign = client.get(page(name, row))
            missing = client.get(reverse(f"engagements:{name}", args=["A" * 16]))
            assert foreign.status_code == missing.status_code == 404, name
            assert foreign.content == missing.content, name


def test_both_sides_read_the_same_agreement(sign_in):
    engagement = make.agreed()
    for user in (engagement.profile.user, engagement.invitation.sent_by.user):
        html = sign_in(user).get(page("agreement", engagement)).content.decode()
        assert "$243.75" in html and "How to complain" in html


@pytest.mark.parametrize("path", ["/work/", "/work/invitations/"])
def test_empty_rooms_say_what_will_come(shown, path):
    assert "ecn-empty" in shown(factories.expert().user, path)
    assert "ecn-empty" in shown(factories.official().user, "/work/office/")
