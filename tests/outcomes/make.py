"""A request, an agreed note and a recommendation, made row by row where another app's journey is not what is tested."""

from datetime import timedelta

from network.common import clock
from network.common.ids import new_public_id
from network.consent import ledger
from network.consent.purposes import Audience, AudienceKind, Purpose
from network.consultations.models import ConsultationRequest
from network.engagements.models import Contribution, Engagement, Invitation
from network.engagements.states import ContributionState, EngagementState, InvitationState
from network.matching.models import Draw, Entrant
from network.outcomes import services
from network.outcomes.models import Decision
from network.vault import services as vault
from tests import factories

WORDS = "The form should be sent before the interview."


def request(official, **fields) -> ConsultationRequest:
    """A staffed request of the official's office."""
    fields = {
        "title": "Review of the referral guide",
        "state": "staffed",
        "document_title": "Referral guide",
        "currency": "USD",
        "seats": 2,
        **fields,
    }
    return ConsultationRequest.objects.create(agency=official.agency, created_by=official, **fields)


def engagement(of: ConsultationRequest, official, profile=None, **fields) -> Engagement:
    """One expert's completed work for the request; a new one wants to be counted in figures."""
    profile = profile or factories.expert(consents=(Purpose.STATISTICS,))
    now = clock.now()
    draw, _ = Draw.objects.get_or_create(
        request=of, round=1, defaults={"seats": 9, "commitment": "c", "seed": "s", "committed_at": now}
    )
    entrant = Entrant.objects.create(
        draw=draw, profile=profile, rank=draw.entrants.count() + 1, chance=0.5, selected=True
    )
    invitation = Invitation.objects.create(
        request=of,
        profile=profile,
        entrant=entrant,
        state=InvitationState.ACCEPTED,
        terms={},
        sent_by=official,
        sent_at=now - timedelta(days=3),
        expires_at=now + timedelta(days=2),
        answered_at=now - timedelta(days=1),
    )
    fields = {
        "state": EngagementState.COMPLETED,
        "minutes": 120,
        "payment_ref": new_public_id(),
        "agreed_at": now,
        **fields,
    }
    return Engagement.objects.create(invitation=invitation, request=of, profile=profile, **fields)


def note(of: Engagement, state=ContributionState.AGREED, words: str = WORDS) -> Contribution:
    """A note of this work, sealed under the expert's key; with her consent when she agreed to it."""
    made = Contribution.objects.create(engagement=of, state=state, agreed_at=clock.now())
    vault.seal(of.profile.public_id, **{f"note_{made.public_id}": words})
    if state == ContributionState.AGREED:
        ledger.grant(of.profile.user, Purpose.RECORD, Audience(AudienceKind.ENGAGEMENT, of.public_id))
    return made


def recommendation(official, *notes, text: str = "Send the form before the interview."):
    """A recommendation resting on these notes, or on one of its own."""
    notes = notes or (note(engagement(request(official), official)),)
    return services.propose_recommendation(
        notes[0].engagement.request,
        official,
        text=text,
        document="Referral guide, version 2",
        pillar="protection",
        contributions=notes,
    )


def answered(official, *notes, decision=Decision.ACCEPT):
    made = recommendation(official, *notes)
    services.answer(made, official, decision, "It was asked for by many.")
    return made


def claimed(official, *notes):
    made = answered(official, *notes)
    services.claim_done(
        made, official, text="Changed in version 3.", before="after the interview", after="before it"
    )
    return made


def expert_of(recommendation):
    """The first contributor's profile."""
    return recommendation.contributions.first().engagement.profile
