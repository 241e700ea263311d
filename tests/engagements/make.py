"""Brings one request and its work to any point, through the services that the product uses."""

from datetime import timedelta

from network.common import clock
from network.consultations.models import Attendee, ConsultationRequest, Question
from network.consultations.states import RequestState
from network.engagements import services
from network.engagements.models import Engagement, Invitation, Session
from network.engagements.queries.times import offered_for
from network.matching.services import run_draw
from network.people.roles import Role
from network.taxonomy.models import Topic
from payments.models import Fund
from payments.services import commit_funds
from tests import factories

PAY = 24_375  # 3 hours at the floor of $81.25


def request(of=None, *, seats: int = 1, funded_seats: int = 5, **fields) -> ConsultationRequest:
    """A published, funded request of a trained official for one topic, in English."""
    official = of or factories.official()
    fund = commit_funds(
        official.agency.payer_ref,
        Fund.Kind.PURCHASE_ORDER,
        "PO-1",
        "USD",
        PAY * funded_seats,
        official.public_id,
        clock.now(),
    )
    today = clock.now().date()
    made = ConsultationRequest.objects.create(
        **{
            "agency": official.agency,
            "created_by": official,
            "state": RequestState.PUBLISHED,
            "title": "Review of a referral guide",
            "activity": "one-to-one",
            "decision_right": "consult",
            "can_change": "Every chapter.",
            "cannot_change": "The law itself.",
            "uses": "A new edition of the guide.",
            "seats": seats,
            "preparation_minutes": 60,
            "session_minutes": 90,
            "debrief_minutes": 30,
            "earliest_date": today + timedelta(days=14),
            "latest_date": today + timedelta(days=28),
            "languages": ["en"],
            "fund_ref": fund.public_id,
            "pay_minor": PAY,
            "hourly_minor": 8_125,
            "currency": "USD",
            "published_at": clock.now(),
            **fields,
        }
    )
    made.topics.set(Topic.objects.filter(slug="referral-mechanism"))
    Question.objects.create(request=made, position=1, text="Which step of the guide is hard to follow?")
    Attendee.objects.create(request=made, who="Policy adviser", why="Asks the questions")
    return made


def manager():
    return factories.user(Role.MANAGER)


def invited(made: ConsultationRequest | None = None, *, experts: int = 1) -> list[Invitation]:
    """Invitations of a fresh draw among `experts` new experts, who were told."""
    for _ in range(experts):
        factories.expert()
    made = made or request(seats=experts)
    draw = run_draw(made, manager())
    invitations = services.send_invitations(draw, made.created_by)
    services.tell_invited(draw.public_id)
    return invitations


def agreed(made: ConsultationRequest | None = None, *, attend: bool = True) -> Engagement:
    [invitation] = invited(made)
    return services.accept_invitation(invitation, invitation.profile.user, attend=attend)


def proposed(engagement: Engagement | None = None) -> Session:
    engagement = engagement or agreed()
    official = engagement.invitation.sent_by
    return services.propose_session(engagement, official, offered_for(engagement)[0], "A link comes by post.")


def confirmed(engagement: Engagement | None = None) -> Session:
    session = proposed(engagement)
    services.confirm_session(session, session.profile.user)
    return fresh(session)


def held(engagement: Engagement | None = None) -> Engagement:
    """Held and marked by the expert, an hour after its end."""
    session = confirmed(engagement)
    with clock.standing_at(session.ends_at + timedelta(hours=1)):
        services.mark_held(session, session.profile.user)
    return fresh(session.engagement)


def fresh(row):
    """The row as stored now."""
    return type(row).objects.get(pk=row.pk)
