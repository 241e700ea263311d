"""An expert's yes or no. A no costs nothing, asks for nothing and tells nobody."""

from django.db import transaction

from network.audit.log import record
from network.audit.moves import advance
from network.common import clock
from network.common.states import MoveRefused
from network.consent import ledger
from network.consent.purposes import Purpose
from network.engagements.models import Agreement, Engagement, Invitation
from network.engagements.policies import can_answer
from network.engagements.services.common import (
    audience_of,
    hold_people,
    hold_request,
    refuse_others,
    tell_office,
)
from network.engagements.services.requests import staff_if_full
from network.engagements.states import INVITATION, InvitationState
from network.experts.models import Profile
from network.experts.payees import payee_for
from network.notifications.services import notify
from network.people.models import User
from payments.queries import fund_for
from payments.services import FundShort, book_payment

TOO_LATE = "This invitation is over. Nothing is held against you."


class NotFunded(Exception):
    """The office's money does not cover this seat now. Safe to show; nothing was agreed."""


def accept_invitation(invitation: Invitation, expert: User, *, attend: bool = False) -> Engagement:
    """Agree to the terms: the engagement, version 1 of the agreement and the booked pay, all or nothing.

    `attend` is the expert's separate yes to being known to the office in this work. Accepting twice returns
    the same engagement. Raises MoveRefused when it is too late, and NotFunded when the fund lacks the money:
    then nothing is agreed, and the office is told to top up.
    """
    try:
        return _accept(invitation, expert, attend)
    except FundShort:
        # Outside the transaction that was undone, so that the office does hear of it.
        _tell_short(invitation)
        raise NotFunded(
            "The office’s money for this work does not cover your pay at the moment. We have told the office to "
            "top it up. Nothing is agreed yet, and you can accept again while the invitation is open."
        ) from None


@transaction.atomic
def _accept(invitation: Invitation, expert: User, attend: bool) -> Engagement:
    hold_request(invitation.request_id)
    hold_people(Profile.objects.filter(pk=invitation.profile_id))
    invitation = _locked(invitation, expert)
    if invitation.state == InvitationState.ACCEPTED:  # Sent twice.
        return invitation.engagement
    _answer(invitation, expert, "accept")
    engagement = _engagement(invitation)
    if attend:
        ledger.grant(expert, Purpose.ATTEND, audience_of(engagement))
    record(expert, "engagements.agree", engagement, request=invitation.request.public_id, version=1)
    tell_office(engagement, "engagements.agreed", engagement)
    staff_if_full(invitation.request)
    return engagement


def _engagement(invitation: Invitation) -> Engagement:
    now, terms = clock.now(), invitation.terms
    engagement = Engagement(
        invitation=invitation,
        request=invitation.request,
        profile=invitation.profile,
        minutes=terms["total_minutes"],
        agreed_at=now,
    )
    payment = book_payment(
        fund_for(invitation.request.fund_ref),
        payee_for(invitation.profile),
        terms["pay_minor"],
        engagement.public_id,
        invitation.profile.user.public_id,
        now,
    )
    engagement.payment_ref = payment.public_id
    engagement.save()
    Agreement.objects.create(
        engagement=engagement,
        version=1,
        terms=terms,
        pay_minor=terms["pay_minor"],
        expert_agreed_at=now,
        agency_agreed_at=invitation.sent_at,  # Sending the terms was the office's signature.
        agency_agreed_by=invitation.sent_by,
    )
    return engagement


@transaction.atomic
def decline_invitation(invitation: Invitation, expert: User) -> None:
    """Say no. No reason is asked, nobody is told, no chance ever changes. Declining twice changes nothing."""
    invitation = _locked(invitation, expert)
    if invitation.state != InvitationState.DECLINED:
        _answer(invitation, expert, "decline")


def _locked(invitation: Invitation, expert: User) -> Invitation:
    rows = Invitation.objects.select_related("request__agency", "profile__user", "sent_by__user")
    invitation = rows.select_for_update(of=("self",)).get(pk=invitation.pk)
    refuse_others(expert, invitation)
    return invitation


def _answer(invitation: Invitation, expert: User, move: str) -> None:
    if not can_answer(invitation, clock.now()):
        raise MoveRefused(TOO_LATE)
    invitation.answered_at = clock.now()
    advance(invitation, INVITATION, move, actor=expert, role="expert", save=("answered_at",))


@transaction.atomic
def _tell_short(invitation: Invitation) -> None:
    person = invitation.sent_by.user
    if person:
        key = f"engagements.fund_short:{invitation.request.public_id}:{clock.now():%Y-%m-%d}"
        notify(person, "engagements.fund_short", invitation.request, key=key)
