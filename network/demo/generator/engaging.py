"""Invented draws, invitations, engagements, sessions, agreed notes, recommendations and answers."""

import hashlib
from datetime import timedelta
from itertools import islice
from random import Random

from django.db.models import prefetch_related_objects

from network.common import clock
from network.consultations.models import ConsultationRequest
from network.consultations.states import RequestState
from network.consultations.terms import terms_of
from network.demo.generator.asking import DONE
from network.demo.generator.bulk import write
from network.engagements.models import Agreement, Contribution, Engagement, Invitation, Session
from network.engagements.states import ContributionState, EngagementState, InvitationState, SessionState
from network.experts.models import AgencyAlias, Profile
from network.matching.models import Draw, Entrant
from network.outcomes.models import Decision, Recommendation, Response
from network.outcomes.states import RecommendationState
from payments.ids import new_id


def make_engagements(
    requests: list[ConsultationRequest], profiles: list[Profile], count: int, chance: Random
) -> list[Engagement]:
    """About `count` engagements, spread over the staffed and closed requests, with all that comes before them."""
    staffed = [request for request in requests if request.state in DONE]
    seats = max(1, round(count / max(1, len(staffed))))
    prefetch_related_objects(staffed, "topics", "questions", "attendees")
    for request in staffed:
        request.terms = terms_of(request)
    draws = write(Draw, (_draw(request, seats) for request in staffed))
    entrants = write(
        Entrant,
        (
            Entrant(draw=draw, profile=profile, rank=rank, chance=0.1, selected=True)
            for draw in draws
            for rank, profile in enumerate(chance.sample(profiles, seats))
        ),
    )
    _name_them(entrants)
    invitations = write(Invitation, (_invitation(entrant) for entrant in entrants))
    engagements = write(
        Engagement, (_engagement(invitation, chance) for invitation in islice(invitations, count))
    )
    write(Agreement, (_agreement(engagement) for engagement in engagements))
    write(Session, (_session(engagement) for engagement in engagements))
    return engagements


def make_outcomes(engagements: list[Engagement], chance: Random) -> None:
    """An agreed note for every completed engagement; two recommendations for every request that has some."""
    finished = [engagement for engagement in engagements if engagement.state == EngagementState.COMPLETED]
    write(Contribution, (_contribution(engagement) for engagement in finished))
    requests = {engagement.request_id: engagement.request for engagement in finished}.values()
    recommendations = write(
        Recommendation, (_recommendation(request, n, chance) for request in requests for n in (1, 2))
    )
    write(Response, (_response(found) for found in recommendations if found.answered_at))


def _draw(request: ConsultationRequest, seats: int) -> Draw:
    seed = new_id()
    return Draw(
        request=request,
        round=1,
        seats=seats,
        seed=seed,
        commitment=hashlib.sha256(seed.encode()).hexdigest(),
        pool_size=seats * 10,
        committed_at=request.published_at,
        drawn_at=request.published_at,
    )


def _name_them(entrants: list[Entrant]) -> None:
    pairs = {(entrant.profile_id, entrant.draw.request.agency_id) for entrant in entrants}
    write(
        AgencyAlias,
        (
            AgencyAlias(profile_id=p, agency_id=a, alias=f"Generated {n}")
            for n, (p, a) in enumerate(sorted(pairs))
        ),
    )


def _invitation(entrant: Entrant) -> Invitation:
    request = entrant.draw.request
    return Invitation(
        request=request,
        profile=entrant.profile,
        entrant=entrant,
        state=InvitationState.ACCEPTED,
        terms=request.terms,
        sent_by=request.created_by,
        sent_at=request.published_at,
        expires_at=request.published_at + timedelta(days=5),
        answered_at=request.published_at + timedelta(days=1),
    )


def _engagement(invitation: Invitation, chance: Random) -> Engagement:
    agreed = invitation.answered_at
    open_states = [EngagementState.AGREED, EngagementState.ACTIVE, EngagementState.DELIVERED]
    closed = invitation.request.state == RequestState.CLOSED
    state = EngagementState.COMPLETED if closed else chance.choice(open_states)
    delivered = (
        agreed + timedelta(days=20)
        if state in {EngagementState.DELIVERED, EngagementState.COMPLETED}
        else None
    )
    return Engagement(
        invitation=invitation,
        request=invitation.request,
        profile=invitation.profile,
        state=state,
        minutes=invitation.request.total_minutes,
        payment_ref=new_id(),
        agreed_at=agreed,
        delivered_at=delivered,
        complete_by=delivered and clock.add_working_days(delivered, 5),
        completed_at=delivered + timedelta(days=chance.randrange(1, 7)) if closed else None,
    )


def _agreement(engagement: Engagement) -> Agreement:
    return Agreement(
        engagement=engagement,
        version=1,
        terms=engagement.invitation.terms,
        pay_minor=engagement.request.pay_minor,
        expert_agreed_at=engagement.agreed_at,
        agency_agreed_at=engagement.invitation.sent_at,
        agency_agreed_by=engagement.invitation.sent_by,
    )


def _session(engagement: Engagement) -> Session:
    # Sessions of one expert must not overlap: a day of its own for each engagement.
    starts = engagement.agreed_at.replace(hour=9, minute=0, second=0, microsecond=0)
    starts += timedelta(days=engagement.pk)
    return Session(
        engagement=engagement,
        profile=engagement.profile,
        state=SessionState.HELD if engagement.delivered_at else SessionState.CONFIRMED,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        proposed_by=engagement.invitation.sent_by,
    )


def _contribution(engagement: Engagement) -> Contribution:
    return Contribution(
        engagement=engagement,
        state=ContributionState.AGREED,
        sent_at=engagement.delivered_at,
        agreed_at=engagement.completed_at,
    )


OUTCOMES = [
    RecommendationState.ACKNOWLEDGED, RecommendationState.IN_PROGRESS, RecommendationState.IN_PROGRESS,
    RecommendationState.REJECTED, RecommendationState.CLAIMED, RecommendationState.VERIFIED,
    RecommendationState.VERIFIED,
]  # fmt: skip


def _recommendation(request: ConsultationRequest, number: int, chance: Random) -> Recommendation:
    proposed = request.closed_at
    state = chance.choice(OUTCOMES)
    answered = (
        None
        if state == RecommendationState.ACKNOWLEDGED
        else proposed + timedelta(days=chance.randrange(5, 80))
    )
    decisions = (
        [Decision.REJECT]
        if state == RecommendationState.REJECTED
        else [Decision.ACCEPT, Decision.ACCEPT_PARTLY]
    )
    return Recommendation(
        request=request,
        agency=request.agency,
        number=str(number),
        text="Say first what a reader can do next.",
        pillar=request.pillar,
        document=f"{request.document_title}, {request.document_version}",
        state=state,
        decision=chance.choice(decisions) if answered else "",
        proposed_at=proposed,
        acknowledge_by=proposed + timedelta(days=14),
        answer_by=proposed + timedelta(days=60),
        acknowledged_at=proposed + timedelta(days=3),
        answered_at=answered,
        verified_at=answered + timedelta(days=40) if state == RecommendationState.VERIFIED else None,
    )


def _response(recommendation: Recommendation) -> Response:
    return Response(
        recommendation=recommendation,
        decision=recommendation.decision,
        reason="An invented answer.",
        by=recommendation.request.created_by,
        at=recommendation.answered_at,
    )
