"""The network at a glance: from request to verified change, through the statistics gate, in a fixed number of queries."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from network.agencies.models import Agency
from network.common import clock
from network.common.charts import Chart, bars, trend
from network.consultations.models import ConsultationRequest
from network.consultations.states import PUBLIC
from network.engagements.models import Engagement
from network.engagements.states import EngagementState
from network.outcomes.queries.counted import counted
from network.outcomes.queries.measures import Measured, Scope, answer_counts, measure
from network.outcomes.statistics import Audience, enough, publish_counts
from payments.models import Payment
from payments.states import PaymentState

PERIODS = {"12": "Last 12 months", "3": "Last 3 months", "": "All the time"}
MONTHS = 12
STEPS = (
    "Requests published",
    "Engagements agreed",
    "Engagements completed",
    "Recommendations",
    "Answered",
    "Verified",
)


class Glance(NamedTuple):
    """The page's parts, each already through the statistics gate."""

    pipeline: Chart
    by_month: Chart
    payments: list[dict]
    measured: list[Measured]


def scope_of(office: str, months: str) -> Scope:
    """The office of this public id (none: all of them) and the start of the period."""
    agency = Agency.objects.filter(public_id=office).first() if office else None
    return Scope(agency, clock.months_later(clock.now(), -int(months)) if months.isdigit() else None)


def agencies() -> list[tuple[str, str]]:
    """Every office that has asked something, to choose from."""
    rows = Agency.objects.filter(requests__isnull=False).distinct().order_by("name")
    return list(rows.values_list("public_id", "name"))


def glance(scope: Scope, audience: Audience = Audience.INSIDE) -> Glance:
    """Everything of the page for this part of the network, in seven queries."""
    answers = answer_counts(scope)
    return Glance(
        _pipeline(scope, audience, answers),
        _by_month(scope, audience),
        payments_by_state(scope, audience),
        measure(scope, audience, answers),
    )


def payments_by_state(scope: Scope, audience: Audience) -> list[dict]:
    """Per currency and state how many payments and how much; both withheld where they are too few. One query."""
    rows = _narrowed(
        Payment.objects.all(), scope, "fund__payer_ref", "booked_at", scope.agency and scope.agency.payer_ref
    )
    sums = (
        rows.order_by("currency")
        .values("currency", "state")
        .annotate(n=Count("pk"), total=Sum("amount_minor"))
    )
    order = list(PaymentState)
    return [
        {**row, "label": PaymentState(row["state"]).label, "shown": enough(row["n"], audience)}
        for row in sorted(sums, key=lambda row: (row["currency"], order.index(PaymentState(row["state"]))))
    ]


def _pipeline(scope: Scope, audience: Audience, answers: Counter[str]) -> Chart:
    work = Counter(dict(_work(scope).order_by().values_list("state").annotate(n=Count("pk"))))
    published = _narrowed(
        ConsultationRequest.objects.filter(state__in=PUBLIC), scope, "agency", "published_at", scope.agency
    ).count()
    counts = (
        published,
        work.total(),
        work[EngagementState.COMPLETED],
        answers["made"],
        answers["decided"],
        answers["verified"],
    )
    shown = publish_counts(dict(zip(STEPS, counts, strict=True)), audience)
    return bars(
        "From request to verified change",
        "so far",
        shown.items(),
        label_heading="Step",
        withheld=audience.withheld,
    )


def _by_month(scope: Scope, audience: Audience) -> Chart:
    """The last 12 months; in quarters where most months are too few to show."""
    first = _first_month(clock.now())
    rows = (
        _work(Scope(scope.agency, first))
        .annotate(month=TruncMonth("agreed_at"))
        .order_by()
        .values_list("month")
    )
    found = {month.date(): n for month, n in rows.annotate(Count("pk"))}
    months = [clock.months_later(first, n).date() for n in range(MONTHS)]
    counts = {f"{month:%b %Y}": found.get(month, 0) for month in months}
    small = sum(not enough(n, audience) for n in counts.values())
    unit, counts = ("quarter", _quarters(counts)) if small > MONTHS // 2 else ("month", counts)
    return trend(
        f"Engagements agreed by {unit}",
        "engagements",
        publish_counts(counts, audience).items(),
        label_heading=unit.capitalize(),
        withheld=audience.withheld,
    )


def _quarters(months: dict[str, int]) -> dict[str, int]:
    """Sums of three months each, named by the first and the last of them."""
    rows = list(months.items())
    threes = [rows[at : at + 3] for at in range(0, len(rows), 3)]
    return {
        f"{first[:3]}–{last}": sum(count for _, count in three)
        for three in threes
        for first, last in [(three[0][0], three[2][0])]
    }


def _work(scope: Scope) -> QuerySet[Engagement]:
    rows = counted(Engagement.objects.all(), "profile__user")
    return _narrowed(rows, scope, "request__agency", "agreed_at", scope.agency)


def _narrowed(rows: QuerySet, scope: Scope, office_field: str, time_field: str, office) -> QuerySet:
    rows = rows.filter(**{office_field: office}) if scope.agency else rows
    return rows.filter(**{f"{time_field}__gte": scope.since}) if scope.since else rows


def _first_month(now: datetime) -> datetime:
    start = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return clock.months_later(start, 1 - MONTHS)
