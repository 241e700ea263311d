"""The indicators, computed: three queries whatever the size of the network."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Func, IntegerField, Q
from django.db.models.functions import Coalesce

from network.agencies.models import Agency
from network.common import clock
from network.engagements.models import Invitation
from network.engagements.states import InvitationState
from network.outcomes import indicators
from network.outcomes.indicators import Indicator
from network.outcomes.models import Recommendation
from network.outcomes.queries.counted import counted
from network.outcomes.states import UNANSWERED, RecommendationState
from network.outcomes.statistics import Audience, enough
from payments.models import Payment


class Scope(NamedTuple):
    """Which part of the network: one office or all, since a moment or always."""

    agency: Agency | None = None
    since: datetime | None = None


class Measured(NamedTuple):
    """One figure with its definition. `value` is None where it rests on too few; days or whole per cent."""

    indicator: Indicator
    value: int | None
    n: int | None

    @property
    def shown(self) -> str:
        """The figure as it is written; empty when withheld."""
        if self.value is None:
            return ""
        days = "day" if self.value == 1 else "days"
        return f"{self.value} %" if self.indicator.unit == "share" else f"{self.value} {days}"


class Days(Func):
    """Whole days from the first moment to the second, rounded down."""

    output_field = IntegerField()
    template = "CAST(FLOOR(EXTRACT(EPOCH FROM (%(expressions)s)) / 86400) AS integer)"
    arg_joiner = " - "

    def __init__(self, start: str, end: str):
        super().__init__(F(end), F(start))

    def as_sqlite(self, compiler, connection, **context):
        """SQLite keeps moments as text; half a millisecond makes up for its fractions of a day."""
        (end, end_values), (start, start_values) = (
            compiler.compile(each) for each in self.get_source_expressions()
        )
        sql = f"CAST(julianday({end}) - julianday({start}) + 5e-9 AS INTEGER)"
        return sql, (*end_values, *start_values)


def measure(scope: Scope, audience: Audience, answers: Counter[str] | None = None) -> list[Measured]:
    """Every indicator for this part of the network, as far as `audience` may see it.

    `answers`: the scope's answer_counts, from a caller that has them.
    """
    accepting, paying, answers = (
        _accepting(scope),
        _paying(scope),
        answer_counts(scope) if answers is None else answers,
    )
    return [
        _median(indicators.DAYS_TO_ACCEPT, accepting, audience),
        _median(indicators.DAYS_TO_PAY, paying, audience),
        _share(indicators.ANSWERED_IN_TIME, answers["in_time"], answers["due"], audience),
        _share(indicators.ADOPTION, answers["accepted"], answers["decided"], audience),
        _share(indicators.VERIFIED, answers["verified"], answers["accepted"], audience),
    ]


def median_of(histogram: Iterable[tuple[int, int]]) -> int | None:
    """The middle of `(value, how often)`; of two middle values the lower, so that it is one that occurred."""
    rows = sorted(histogram)
    half, seen = (sum(often for _, often in rows) + 1) // 2, 0
    for value, often in rows:
        seen += often
        if seen >= half:
            return value
    return None


def _median(indicator: Indicator, histogram: list[tuple[int, int]], audience: Audience) -> Measured:
    n = sum(often for _, often in histogram)
    shown = enough(n, audience)
    return Measured(indicator, median_of(histogram) if shown else None, n if shown else None)


def _share(indicator: Indicator, part: int, whole: int, audience: Audience) -> Measured:
    shown = enough(whole, audience)
    return Measured(indicator, round(100 * part / whole) if shown else None, whole if shown else None)


def _accepting(scope: Scope) -> list[tuple[int, int]]:
    found = Invitation.objects.filter(state=InvitationState.ACCEPTED, answered_at__isnull=False)
    found = counted(found, "profile__user")
    found = found.filter(request__agency=scope.agency) if scope.agency else found
    found = found.filter(sent_at__gte=scope.since) if scope.since else found
    return _histogram(found, "sent_at", "answered_at")


def _paying(scope: Scope) -> list[tuple[int, int]]:
    found = Payment.objects.filter(paid_at__isnull=False, due_at__isnull=False)
    found = found.filter(fund__payer_ref=scope.agency.payer_ref) if scope.agency else found
    found = found.filter(paid_at__gte=scope.since) if scope.since else found
    return _histogram(found, "due_at", "paid_at")


def _histogram(rows, start: str, end: str) -> list[tuple[int, int]]:
    return list(
        rows.order_by()
        .annotate(days=Days(start, end))
        .values("days")
        .annotate(n=Count("pk"))
        .values_list("days", "n")
    )


def answer_counts(scope: Scope) -> Counter[str]:
    """How many were made, due, answered in time, decided, accepted and verified, in one query.

    Our own register only: the clocks of imported recommendations ran elsewhere.
    """
    found = Recommendation.objects.filter(source="")
    found = found.filter(agency=scope.agency) if scope.agency else found
    found = found.filter(proposed_at__gte=scope.since) if scope.since else found
    late = Q(answer_by__lt=Coalesce("answered_at", clock.now()))
    rows = found.order_by().annotate(late=ExpressionWrapper(late, BooleanField()))
    counts: Counter[str] = Counter()
    for state, decision, is_late, n in rows.values_list("state", "decision", "late").annotate(n=Count("pk")):
        accepted = decision.startswith("accept")
        counts["made"] += n
        counts["due"] += n * bool(decision or (is_late and state in UNANSWERED))
        counts["in_time"] += n * bool(decision and not is_late)
        counts["decided"] += n * bool(decision)
        counts["accepted"] += n * accepted
        counts["verified"] += n * (accepted and state == RecommendationState.VERIFIED)
    return counts
