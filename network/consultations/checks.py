"""The gate's own checks. Each takes a loaded request and returns None, or why it does not pass."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from network.agencies.policies import is_ready
from network.agencies.states import AgencyState
from network.common import clock
from network.consultations.models import ConsultationRequest
from network.consultations.pricing import Unpriced, price_of
from network.consultations.publication import Asked, Unmet, register_check
from network.consultations.sections import missing_words
from network.consultations.states import UNDER_REVIEW, RequestState
from payments.models import Fund
from payments.money import format_money
from payments.queries import fund_balances

NOTICE_DAYS = 10  # working days: notice_minimum, proposed


def clear(consultation: ConsultationRequest) -> Unmet | None:
    gaps = missing_words(consultation)
    if not gaps:
        return None
    section, words = gaps[0]
    return Unmet(f"“{section.title}” still needs {_listed(words)}.", section.slug)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def resourced(consultation: ConsultationRequest) -> Unmet | None:
    try:
        fund = price_of(consultation).fund
    except Unpriced:
        return Unmet("The cost is not known yet.", "work")
    promised = _promised(consultation, fund.currency)
    if promised >= fund.total_minor:
        return None
    return Unmet(
        f"{format_money(promised, fund.currency)} is promised, "
        f"{format_money(fund.total_minor, fund.currency)} is needed.",
        "funds",
    )


def _promised(consultation: ConsultationRequest, currency: str) -> int:
    """What is free in the committed fund, as far as it is in the currency of the work."""
    if not consultation.fund_ref:
        return 0
    fund = Fund.objects.filter(public_id=consultation.fund_ref, currency=currency).first()
    return fund_balances(fund)["available"] if fund else 0


def realistic(consultation: ConsultationRequest) -> Unmet | None:
    if consultation.earliest_date is None:
        return Unmet("There is no earliest date yet.", "work")
    zone = consultation.agency.time_zone
    first = datetime.combine(consultation.earliest_date, time(), ZoneInfo(zone))
    days = clock.working_days_between(clock.now(), first, zone)
    if days >= NOTICE_DAYS:
        return None
    return Unmet(
        f"The earliest date is {days} working days away; experts get at least {NOTICE_DAYS}.", "work"
    )


def in_time(consultation: ConsultationRequest) -> Unmet | None:
    last, decision = consultation.latest_date, consultation.decision_date
    if last is None or decision is None or last <= decision:
        return None
    return Unmet("The decision is made before the last session could be.", "decision")


def safe_questions(consultation: ConsultationRequest) -> Unmet | None:
    refused = [
        question.position
        for question in consultation.questions.all()
        if any(finding["refused"] for finding in question.findings)
    ]
    if not refused:
        return None
    return Unmet(f"We do not pass on question {_listed([str(number) for number in refused])}.", "questions")


def balanced_room(consultation: ConsultationRequest) -> Unmet | None:
    experts, officials = consultation.experts_in_a_room, len(consultation.attendees.all())
    if officials <= experts + 1:
        return None
    return Unmet(f"{officials} people attend for the office beside {experts} of the experts.", "attendees")


def prepared_officials(consultation: ConsultationRequest) -> Unmet | None:
    people = {each for each in (consultation.created_by, consultation.submitted_by) if each is not None}
    today = clock.now().date()
    if all(is_ready(official, today) for official in people):
        return None
    return Unmet("Who wrote or submitted this has no valid training, or has not signed the code of conduct.")


def fair_pay(consultation: ConsultationRequest) -> Unmet | None:
    try:
        price_of(consultation)
    except Unpriced as refused:
        return Unmet(str(refused), "work")
    return None


def known_office(consultation: ConsultationRequest) -> Unmet | None:
    if consultation.agency.state == AgencyState.VERIFIED:
        return None
    return Unmet("The office is not verified at present.")


def informed(consultation: ConsultationRequest) -> Unmet | None:
    if consultation.reviewed_by_id and consultation.state not in _UNREVIEWED:
        return None
    return Unmet("Nobody has reviewed it as it stands now.")


_UNREVIEWED = {RequestState.DRAFT, RequestState.CHANGES_ASKED, *(UNDER_REVIEW - {RequestState.IN_REVIEW})}


def register() -> None:
    """Put the built-in checks in front of the gate, in the order in which the office meets them."""
    register_check("clear", clear, "Fill in what is missing.", says="The request is clear and complete")
    register_check(
        "questions",
        safe_questions,
        "Change or remove the question; a better wording stands beside it.",
        says="No question harms or exposes anybody",
    )
    register_check(
        "room",
        balanced_room,
        "Let fewer officials attend, or ask more experts: officials may be one more than experts.",
        says="Officials do not outnumber experts by more than one",
    )
    register_check(
        "realistic",
        realistic,
        "Move the earliest date.",
        says=f"Experts have {NOTICE_DAYS} working days' notice",
    )
    register_check(
        "in_time",
        in_time,
        "Move the decision or the latest date, so that the input can still count.",
        says="The input comes before the decision",
    )
    register_check(
        "fair_pay",
        fair_pay,
        "Put right what the pay section says.",
        says="Every hour is paid at or above the floor, preparation and debrief included",
    )
    register_check(
        "resourced",
        resourced,
        "An approver commits a purchase order or transfer for the whole sum.",
        says="The money is promised before anybody is asked",
    )
    register_check(
        "prepared",
        prepared_officials,
        "Sign the code of conduct under Our people; a manager records the training.",
        says="The officials are trained and have signed the code of conduct",
    )
    register_check(
        "known_office", known_office, "Talk to a programme manager.", says="The office is verified"
    )
    register_check(
        "informed",
        informed,
        "A programme manager starts the review.",
        says="A programme manager has reviewed it",
        asked=Asked.TO_PUBLISH,
    )
