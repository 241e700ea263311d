"""An approver promises the money for a request."""

from django.db import transaction

from network.agencies.models import Official
from network.audit.log import record
from network.common import clock
from network.common.states import MoveRefused
from network.consultations.models import ConsultationRequest
from network.consultations.policies import may_fund
from network.consultations.pricing import Unpriced, price_of
from network.consultations.services.moves import lock
from payments import services as payments
from payments.models import Fund
from payments.money import format_money


@transaction.atomic
def commit_fund(
    consultation: ConsultationRequest, official: Official, *, kind: str, reference: str, amount_minor: int
) -> Fund:
    """Promise `amount_minor` (in the currency of the work) for the request; an earlier promise is given back.

    `kind` is a Fund.Kind. Raises MoveRefused when the official is no approver, the price is not known
    yet, or the amount is less than fees, support and contingency together.
    """
    stored = lock(consultation)
    if not may_fund(official, stored):
        raise MoveRefused(
            "Only an approver of the office can promise money, while the request can be changed."
        )
    try:
        needed = price_of(stored).fund
    except Unpriced as refused:
        raise MoveRefused(f"The cost is not known yet. {refused}") from refused
    if amount_minor < needed.total_minor:
        raise MoveRefused(f"Promise at least {format_money(needed.total_minor, needed.currency)}.")
    assert official.user is not None  # who promises is signed in
    now = clock.now()
    return_fund(stored)
    fund = payments.commit_funds(
        payer_ref=stored.agency.payer_ref,
        kind=kind,
        reference=reference,
        currency=needed.currency,
        limit_minor=amount_minor,
        by=official.user.public_id,
        at=now,
    )
    stored.fund_ref = fund.public_id
    stored.save(update_fields=["fund_ref"])
    record(
        official.user,
        "consultations.funded",
        stored,
        amount_minor=amount_minor,
        currency=fund.currency,
        reference=fund.public_id,
    )
    return fund


def return_fund(consultation: ConsultationRequest) -> None:
    """Give back to the office what is free in the request's fund; what is booked stays."""
    fund = Fund.objects.filter(public_id=consultation.fund_ref).first() if consultation.fund_ref else None
    if fund:
        payments.return_rest(fund, clock.now())
