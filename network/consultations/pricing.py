"""What a request pays and costs, from the rate card and the floor in force."""

from dataclasses import dataclass

from network.common import clock
from network.consultations.models import ConsultationRequest
from network.consultations.states import EDITABLE
from payments import queries as rates
from payments.quotes import FundTotal, Minutes, Quote, QuoteRefused, fund_total, quote


class Unpriced(Exception):
    """There is no price yet; the text says what to do and may be shown."""


@dataclass(frozen=True)
class Price:
    """The quote for one seat and all seats, and what the office must promise in all."""

    quote: Quote
    fund: FundTotal


def price_of(consultation: ConsultationRequest) -> Price:
    """The price by today's card and floor; once submitted, the pay stays as fixed. Raises Unpriced.

    Kept on the object: it is asked for by several checks of one page.
    """
    if "_price" not in consultation.__dict__:
        try:
            consultation.__dict__["_price"] = _price(consultation)
        except (Unpriced, rates.NoCard, QuoteRefused) as refused:
            consultation.__dict__["_price"] = Unpriced(str(refused))
    kept = consultation.__dict__["_price"]
    if isinstance(kept, Unpriced):
        raise kept
    return kept


def _price(consultation: ConsultationRequest) -> Price:
    if not (consultation.activity and consultation.seats and consultation.session_minutes):
        raise Unpriced("Say which work, how many experts and how long, and the pay shows here.")
    agency, today = consultation.agency, clock.now().date()
    card = rates.card_for(agency.jurisdiction, consultation.activity, today)
    floor = rates.floor_for(agency.jurisdiction, card.currency, today)
    minutes = Minutes(
        preparation=consultation.preparation_minutes or 0,
        session=consultation.session_minutes,
        debrief=consultation.debrief_minutes or 0,
    )
    fixed = None if consultation.state in EDITABLE else consultation.pay_minor
    quoted = quote(card, floor, minutes, consultation.seats, fixed)
    return Price(quoted, fund_total(quoted))


def put_pay(consultation: ConsultationRequest) -> None:
    """Put the pay of one seat on the request, unsaved. Raises Unpriced."""
    quoted = price_of(consultation).quote
    consultation.pay_minor = quoted.pay_minor
    consultation.hourly_minor = quoted.effective_hourly_minor
    consultation.currency = quoted.currency
