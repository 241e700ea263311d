"""The public register: what was asked, said and done. It knows offices and words, and no person."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.http import Http404

from network.agencies.models import Agency
from network.common import clock
from network.consultations import states as requests
from network.outcomes.models import Recommendation
from network.outcomes.queries.access import with_story
from network.outcomes.states import NO_RESPONSE, UNANSWERED, RecommendationState

STATES = [("no_response", NO_RESPONSE), *RecommendationState.choices]


class Change(NamedTuple):
    """One thing an office says it did; `before` and `after` show the text, when they are given."""

    text: str
    before: str
    after: str
    at: datetime


class RegisterLine(NamedTuple):
    """We asked, you said, we did: one recommendation as everybody may see it."""

    public_id: str
    number: str
    source: str
    office: str
    asked: str
    document: str
    pillar: str
    said: str
    said_at: datetime
    state: str
    colour: str
    answer_by: datetime
    unanswered: bool
    answer: str
    reason: str
    answered_at: datetime | None
    did: tuple[Change, ...]


def public_recommendations(
    *, office: str = "", state: str = "", request: str = "", search: str = ""
) -> QuerySet[Recommendation]:
    """Every recommendation that is public, newest first, narrowed by public ids, a state or words; for paging.

    Turn what a page shows of it into lines with `public_register`.
    """
    shown = Q(request=None) | Q(request__state__in=requests.PUBLIC)
    found = Recommendation.objects.filter(shown).select_related("agency", "request")
    found = found.filter(in_state(state))
    found = found.filter(agency__public_id=office) if office else found
    found = found.filter(request__public_id=request) if request else found
    found = found.filter(text__icontains=search) if search else found
    return with_story(found).order_by("-proposed_at", "-pk")


def public_register(recommendations=None, *, limit: int = 25, **narrowed_by) -> list[RegisterLine]:
    """Lines of the register, newest first, in three queries: of the given ones, or of `narrowed_by` up to `limit`."""
    found = public_recommendations(**narrowed_by)[:limit] if recommendations is None else recommendations
    now = clock.now()
    return [register_line(recommendation, now) for recommendation in found]


def public_line(public_id: str) -> RegisterLine:
    """One line of the register; 404 for what is not public or not there."""
    found = public_recommendations().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return register_line(found, clock.now())


def public_offices() -> QuerySet[Agency]:
    """The offices that stand in the register, by name."""
    return Agency.objects.filter(recommendations__isnull=False).distinct().order_by("name")


def register_line(recommendation: Recommendation, at: datetime) -> RegisterLine:
    """What the public sees of a loaded recommendation (see `with_story`)."""
    state, colour = recommendation.shown_state(at)
    answers = list(recommendation.responses.all())
    request = recommendation.request
    return RegisterLine(
        public_id=recommendation.public_id,
        number=recommendation.number,
        source=recommendation.source,
        office=recommendation.agency.name,
        asked=request.title if request else "",
        document=recommendation.document,
        pillar=recommendation.get_pillar_display(),
        said=recommendation.text,
        said_at=recommendation.proposed_at,
        state=state,
        colour=colour,
        answer_by=recommendation.answer_by,
        unanswered=recommendation.state in UNANSWERED,
        answer=answers[-1].get_decision_display() if answers else "",
        reason=answers[-1].reason if answers else "",
        answered_at=recommendation.answered_at,
        did=tuple(Change(n.text, n.before, n.after, n.at) for n in recommendation.progress.all()),
    )


def in_state(state: str) -> Q:
    """Narrows to a state of STATES; to nothing when empty."""
    if not state:
        return Q()
    if state == "no_response":
        return Q(state__in=UNANSWERED, answer_by__lt=clock.now())
    return Q(state=state)
