"""What an official's home shows: what the office owes, and its requests, in nine queries however much there is."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from network.agencies.models import Official
from network.agencies.policies import is_ready, is_trained
from network.agencies.queries import official_of
from network.common import clock
from network.consent.office import open_recalls
from network.consultations.models import ConsultationRequest
from network.consultations.queries import counts_by_state
from network.consultations.states import EDITABLE, RequestState
from network.engagements.models import Contribution, Engagement, Invitation, Session
from network.engagements.queries.names import names_for
from network.engagements.states import LIVE_SESSIONS, ContributionState, EngagementState
from network.matching.models import Draw
from network.outcomes.models import Recommendation
from network.outcomes.states import UNANSWERED, UNDER_WAY
from network.people.models import User
from network.workspace.waiting import Waiting, in_order

SHOWN = 10
SOON = timedelta(days=14)
NOTES_WANTED = timedelta(days=60)  # After that the words are no longer fresh enough to be written down.


def official_home(user: User) -> dict:
    """The most urgent of what the office owes in order of its deadlines, its requests by state, and what keeps this official from acting."""
    official = official_of(user)
    if official is None:
        return {"official": None, "waiting": [], "requests": [], "hurdles": []}
    waiting = in_order(
        _answers(official), _work(official), _requests(official), _draws(official), _copies(official)
    )
    return {
        "official": official,
        "waiting": waiting[:SHOWN],
        "has_more": len(waiting) > SHOWN,
        "requests": _by_state(official),
        "hurdles": hurdles(official),
    }


def hurdles(official: Official) -> list[str]:
    """What this official has to do before meeting experts; asks nothing of the database."""
    today = clock.now().date()
    found: list[str] = []
    if is_ready(official, today):
        return found
    if official.code_signed_at is None:
        found.append("code")
    if not is_trained(official, today):
        found.append("training")
    return found


def _answers(official: Official) -> list[Waiting]:
    soon = clock.now() + SOON
    rows = Recommendation.objects.filter(
        Q(state__in=UNANSWERED) | Q(state__in=UNDER_WAY, progress_by__lt=soon), agency_id=official.agency_id
    ).only("public_id", "text", "state", "answer_by", "progress_by")
    return [
        Waiting("Answer a recommendation", each.text, "outcomes:answer", each.public_id, due=each.answer_by)
        if each.state in UNANSWERED
        else Waiting(
            "Tell what was done", each.text, "outcomes:progress", each.public_id, due=each.progress_by
        )
        for each in rows.order_by("answer_by")[:SHOWN]
    ]


def _copies(official: Official) -> list[Waiting]:
    """What an expert took back and the office may have copied: one thing to do, however many there are."""
    return [
        Waiting(
            "Delete what you may no longer keep", "Every copy of it", "consent:to_delete", due=each.due_at
        )
        for each in open_recalls(official)[:1]
    ]


def _work(official: Official) -> list[Waiting]:
    """Work to confirm, times to propose, notes to write or put right; one engagement is one thing to do."""
    found = list(_unfinished(official)[:SHOWN])
    names = names_for(found, official.agency)
    return [
        Waiting(
            _deed(each),
            each.request.title,
            "engagements:office_one",
            each.public_id,
            due=each.complete_by if each.state == EngagementState.DELIVERED else None,
            who=names[each.pk],
        )
        for each in found
    ]


def _unfinished(official: Official) -> QuerySet[Engagement]:
    own = (
        Engagement.objects.filter(request__agency_id=official.agency_id)
        .select_related("request", "profile")
        .only("public_id", "state", "complete_by", "request__title", "request__agency", "profile__public_id")
    )
    notes = Contribution.objects.filter(engagement=OuterRef("pk")).exclude(state=ContributionState.DRAFTED)
    own = own.annotate(
        has_session=Exists(Session.objects.filter(engagement=OuterRef("pk"), state__in=LIVE_SESSIONS)),
        newest_note=Subquery(notes.order_by("-pk").values("state")[:1]),
    )
    since = clock.now() - NOTES_WANTED
    return own.filter(
        Q(state=EngagementState.AGREED, has_session=False)
        | Q(state=EngagementState.DELIVERED)
        | Q(state=EngagementState.COMPLETED, newest_note=None, completed_at__gt=since)
        | Q(newest_note=ContributionState.CHANGES_ASKED)
    ).order_by("complete_by", "pk")


def _deed(work: Engagement) -> str:
    if work.newest_note == ContributionState.CHANGES_ASKED:
        return "An expert asks for changes in a note"
    if work.state == EngagementState.AGREED:
        return "Propose a time"
    if work.state == EngagementState.DELIVERED:
        return "Confirm the work" if work.newest_note else "Confirm the work and write the note"
    return "Write the note of what was said"


def _requests(official: Official) -> list[Waiting]:
    rows = ConsultationRequest.objects.filter(agency_id=official.agency_id, state__in=EDITABLE)
    return [
        Waiting(
            _request_deed(state, fund_ref),
            title or "A request without a title yet",
            "consultations:request",
            public_id,
        )
        for public_id, title, state, fund_ref in rows.order_by("-created_at").values_list(
            "public_id", "title", "state", "fund_ref"
        )[:SHOWN]
    ]


def _request_deed(state: str, fund_ref: str) -> str:
    if state == RequestState.CHANGES_ASKED:
        return "Change a request, as asked"
    return "Finish a request and send it" if fund_ref else "Finish a request and commit its money"


def _draws(official: Official) -> list[Waiting]:
    invited = Invitation.objects.filter(entrant__draw=OuterRef("pk"))
    rows = Draw.objects.filter(
        ~Exists(invited),
        request__agency_id=official.agency_id,
        request__state=RequestState.PUBLISHED,
        drawn_at__isnull=False,
    )
    return [
        Waiting("Send the invitations", title, "engagements:seats", public_id)
        for public_id, title in rows.order_by("drawn_at").values_list("request__public_id", "request__title")[
            :SHOWN
        ]
    ]


def _by_state(official: Official) -> list[tuple[str, str, int]]:
    counts = counts_by_state(official)
    return [(state.value, state.label, counts[state]) for state in RequestState if counts.get(state)]
