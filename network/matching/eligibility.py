"""Who is in the draw for a request: one SQL statement over stored choices of the experts themselves.

Nothing that happened between an expert and an office enters: no decline, complaint, rating or withdrawal.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import NegatedExpression

from network.agencies.models import Agency
from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.consultations.models import ConsultationRequest
from network.experts.models import Profile, SpokenLanguage, Wall, WeeklyWindow
from network.matching.models import Entrant

Limit = Callable[[QuerySet, ConsultationRequest], QuerySet]
_LIMITS: list[Limit] = []


def register_limit(within: Limit) -> None:
    """Add a limit that an expert set and whose use is known above: `within(profiles, request)` narrows in SQL."""
    _LIMITS.append(within)


def eligible(request: ConsultationRequest) -> QuerySet[Profile]:
    """Everybody who may be drawn for this request now, in one statement and no particular order."""
    fitting = open_to(request.agency).filter(
        _has(_topics_in(Profile.topics.through, request)),
        ~_has(_topics_in(Profile.off_topics.through, request)),
        _has(SpokenLanguage.objects.filter(code__in=request.languages)),
        _has(WeeklyWindow.objects.all()),
        ~_has(Entrant.objects.filter(draw__request=request, selected=True)),
    )
    for within in _LIMITS:
        fitting = within(fitting, request)
    return fitting


def open_to(agency: Agency) -> QuerySet[Profile]:
    """Experts who let themselves be found at all, and by this office: active, agreed to matching, not walled."""
    agreed = ledger.in_force(Purpose.MATCHING, NETWORK).filter(person=OuterRef("user"))
    return Profile.objects.filter(
        Exists(agreed),
        unwalled(agency),
        state=Profile.State.ACTIVE,
        user__is_active=True,
    )


def unwalled(agency: Agency) -> NegatedExpression:
    """A condition on profiles: the expert has put no wall before this office."""
    return ~_has(Wall.objects.filter(agency=agency))


def _has(rows: QuerySet) -> Exists:
    """Whether the profile has such rows of its own."""
    return Exists(rows.filter(profile=OuterRef("pk")))


def _topics_in(through, request: ConsultationRequest) -> QuerySet:
    """Rows of a profile's topic table that name a topic of the request."""
    asked = ConsultationRequest.topics.through.objects.filter(consultationrequest=request)
    return through.objects.filter(topic__in=asked.values("topic"))
