"""Requests that tests start from, made through the services an office uses."""

from datetime import date, timedelta

from network.common import clock
from network.consultations import services
from network.consultations.models import ConsultationRequest
from network.consultations.queries import loaded
from network.consultations.services.writing import Present
from network.people.roles import Role
from network.taxonomy.models import Topic
from payments.models import Fund, Rate, RateCard
from tests import factories

FLOOR, HOUR = 8_125, 9_000
QUESTIONS = (
    "Which parts of the referral form would stop somebody from asking for help?",
    "What should happen in the first hour after a referral?",
)


def rates(activity: str = "roundtable", hourly_minor: int = HOUR) -> RateCard:
    """A floor and a card for the United States."""
    Rate.objects.get_or_create(
        jurisdiction="US",
        currency="USD",
        activity="any",
        unit=Rate.Unit.HOUR,
        effective_from=date(2014, 1, 1),
        source="a published threshold",
        defaults={
            "amount_minor": FLOOR,
            "hours_covered": 1,
            "role": Rate.Role.FLOOR,
            "source_year": "2014",
            "verified": True,
        },
    )
    return RateCard.objects.get_or_create(
        jurisdiction="US",
        currency="USD",
        activity=activity,
        effective_from=date(2026, 1, 1),
        defaults={"hourly_minor": hourly_minor, "source": "the network's own card"},
    )[0]


def in_days(days: int) -> date:
    return (clock.now() + timedelta(days=days)).date()


def fields(**changes) -> dict:
    """Every field of a request that passes the gate."""
    return {
        "kind": ConsultationRequest.Kind.POLICY,
        "summary": "We rewrite how people are referred to support.",
        "document_title": "National referral guide",
        "document_version": "Draft 2",
        "pillar": "protection",
        "topics": list(Topic.objects.filter(slug="referral-mechanism")),
        "decision_owner": "Deputy Minister",
        "decision_date": in_days(90),
        "decision_right": ConsultationRequest.DecisionRight.CONSULT,
        "can_change": "The order of the steps.",
        "cannot_change": "The law itself.",
        "uses": "We publish what we change because of it.",
        "power": "The ministry funds shelters.",
        "activity": "roundtable",
        "seats": 3,
        "session_minutes": 120,
        "preparation_minutes": 60,
        "debrief_minutes": 30,
        "earliest_date": in_days(30),
        "latest_date": in_days(45),
        "languages": ["en"],
        **changes,
    }


def draft(official=None, questions=QUESTIONS, **changes) -> ConsultationRequest:
    """A complete draft without funds."""
    official = official or factories.official()
    rates()
    made = services.start_request(official, "Review of the national referral guide")
    services.save_fields(made, official, **fields(**changes))
    services.save_questions(made, official, questions)
    services.save_attendees(made, official, [Present("Policy lead", "Answers questions")])
    return reload(made)


def funded(official=None, amount_minor=120_000, **changes) -> ConsultationRequest:
    """A complete draft with its money promised: 3 × 3.5 h × $90 = $945, with 20 % on top $1,134."""
    made = draft(official, **changes)
    services.commit_fund(
        made,
        made.created_by,
        kind=Fund.Kind.PURCHASE_ORDER,
        reference="PO-4711",
        amount_minor=amount_minor,
    )
    return reload(made)


def submitted(official=None, **changes) -> ConsultationRequest:
    made = funded(official, **changes)
    return reload(services.submit_request(made, made.created_by))


def in_review(official=None, manager=None, **changes) -> ConsultationRequest:
    made = submitted(official, **changes)
    services.start_review(made, manager or factories.user(Role.MANAGER))
    return reload(made)


def published(official=None, manager=None, **changes) -> ConsultationRequest:
    manager = manager or factories.user(Role.MANAGER)
    made = in_review(official, manager, **changes)
    services.publish_request(made, manager)
    return reload(made)


def reload(consultation) -> ConsultationRequest:
    return loaded().get(pk=consultation.pk)
