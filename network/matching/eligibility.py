"""Who is in the draw for a request: one SQL statement over stored choices of the experts themselves.

Nothing that happened between an expert and an office enters: no decline, complaint, rating or withdrawal.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import NegatedExpression

from network.agencies.models import Agency, Official
from network.consent import ledger
from network.consent.purposes import NETWORK, Purpose
from network.consultations.models import Attendee, ConsultationRequest
from network.experts.models import Profile, SpokenLanguage, WeeklyWindow
from network.experts.walls import walls_before
from network.matching.models import Entrant

Limit = Callable[[QuerySet, ConsultationRequest], QuerySet]
_LIMITS: list[Limit] = []


def register_limit(within: Limit) -> None:
    """Add a limit that an expert set and whose use is known above: `within(profiles, request)` narrows in SQL."""
    _LIMITS.append(within)


def eligible(request: ConsultationRequest) -> QuerySet[Profile]:
    """Everybody who may be drawn for this request now, in one statement and no particular order."""
    fitting = open_to(request).filter(
        _has(_topics_in(Profile.topics.through, request)),
        ~_has(_topics_in(Profile.off_topics.through, request)),
        _has(SpokenLanguage.objects.filter(code__in=request.languages)),
        _has(WeeklyWindow.objects.all()),
        ~_has(Entrant.objects.filter(draw__request=request, selected=True)),
    )
    for within in _LIMITS:
        fitting = within(fitting, request)
    return fitting


def open_to(request: ConsultationRequest, sender: Official | None = None) -> QuerySet[Profile]:
    """Experts who let themselves be found at all, and by whoever asks here: active, agreed to matching, not walled.

    `sender` is the official who sends the invitations, if that is known already.
    """
    agreed = ledger.in_force(Purpose.MATCHING, NETWORK).filter(person=OuterRef("user"))
    return Profile.objects.filter(
        Exists(agreed),
        unwalled(request.agency, _asking(request, sender)),
        state=Profile.State.ACTIVE,
        user__is_active=True,
    )


def unwalled(agency: Agency, officials: QuerySet[Official]) -> NegatedExpression:
    """A condition on profiles: the expert has put no wall before this office, nor before one of these officials."""
    return ~_has(walls_before(agency, officials))


def _asking(request: ConsultationRequest, sender: Official | None) -> QuerySet[Official]:
    """Officials of the office who wrote or sent the request, or are named, or meant by their role, among who attends.

    Attendees are free text. Taking one for an official who was not meant only hides an expert from one request more.
    """
    attends = Attendee.objects.filter(request=request)
    named = attends.filter(Q(who__icontains=OuterRef("name")) | Q(who__iexact=OuterRef("job_title")))
    wrote = [request.created_by_id, request.submitted_by_id, sender.pk if sender else None]
    return Official.objects.filter(Q(pk__in=wrote) | Exists(named), agency=request.agency_id)


def _has(rows: QuerySet) -> Exists:
    """Whether the profile has such rows of its own."""
    return Exists(rows.filter(profile=OuterRef("pk")))


def _topics_in(through, request: ConsultationRequest) -> QuerySet:
    """Rows of a profile's topic table that name a topic of the request."""
    asked = ConsultationRequest.topics.through.objects.filter(consultationrequest=request)
    return through.objects.filter(topic__in=asked.values("topic"))
