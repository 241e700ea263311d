"""Payments watch: what is late and for which office. Managers see offices, amounts and days, never a payee."""

from datetime import timedelta

from django.db.models import QuerySet

from network.agencies.models import Agency
from network.common import clock
from payments.models import Payment
from payments.states import PaymentState

LATE_AFTER = timedelta(days=14)  # payment_late_interest_from: late from day 15
UNPAID = (PaymentState.DUE, PaymentState.HELD, PaymentState.RELEASED, PaymentState.FAILED)


def late_payments() -> QuerySet[Payment]:
    """What was due more than 14 days ago and has not arrived, longest first, to be paginated."""
    return (
        Payment.objects.filter(state__in=UNPAID, due_at__lt=clock.now() - LATE_AFTER)
        .select_related("fund")
        .order_by("due_at", "pk")
    )


def with_offices(payments) -> list[dict]:
    """Each payment with the name of its office and the day it became late, in one query for all."""
    late = list(payments)
    names = dict(
        Agency.objects.filter(payer_ref__in={each.fund.payer_ref for each in late}).values_list(
            "payer_ref", "name"
        )
    )
    return [
        {"payment": each, "office": names.get(each.fund.payer_ref, ""), "late_from": each.due_at + LATE_AFTER}
        for each in late
    ]
