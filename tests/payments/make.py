"""What the payments tests start from. References are random strings, as callers give them."""

from datetime import UTC, date, datetime, timedelta

from payments import services
from payments.ids import new_id
from payments.models import Fund, Payee, Payment, Rate, RateCard

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OFFICE, FINANCE, SECOND = "office-person", "finance-one", "finance-two"


def later(**time) -> datetime:
    return NOW + timedelta(**time)


def make_fund(limit_minor=1_000_000, currency="USD", **fields) -> Fund:
    return services.commit_funds(
        **{
            "payer_ref": "payer-one",
            "kind": Fund.Kind.PURCHASE_ORDER,
            "reference": "PO-4711",
            "currency": currency,
            "limit_minor": limit_minor,
            "by": OFFICE,
            "at": NOW,
        }
        | fields
    )


def make_payee(state=Payee.State.READY, **fields) -> Payee:
    return Payee.objects.create(state=state, **fields)


def make_payment(amount_minor=32_500, fund=None, payee=None) -> Payment:
    return services.book_payment(
        fund or make_fund(), payee or make_payee(), amount_minor, new_id(), OFFICE, NOW
    )


def make_due(release_by=NOW, **fields) -> Payment:
    return services.mark_due(make_payment(**fields), OFFICE, NOW, release_by)


def make_released(**fields) -> Payment:
    return services.release_payment(make_due(**fields), FINANCE, NOW)


def make_rate(**fields) -> Rate:
    return Rate.objects.create(
        **{
            "jurisdiction": "US",
            "currency": "USD",
            "activity": "any",
            "unit": Rate.Unit.HOUR,
            "amount_minor": 8_125,
            "hours_covered": 1,
            "effective_from": date(2014, 1, 1),
            "role": Rate.Role.FLOOR,
            "source": new_id(),
            "source_year": "2014",
            "verified": True,
        }
        | fields
    )


def make_card(**fields) -> RateCard:
    return RateCard.objects.create(
        **{
            "jurisdiction": "US",
            "currency": "USD",
            "activity": "roundtable",
            "hourly_minor": 9_000,
            "effective_from": date(2026, 1, 1),
            "source": "the network's own card",
        }
        | fields
    )
