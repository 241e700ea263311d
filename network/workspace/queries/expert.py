"""What an expert's home shows: everything of her own, in seven queries however much there is."""

from network.common import clock
from network.engagements.models import Contribution, Session
from network.engagements.queries.invitations import waiting_invitations
from network.engagements.states import LIVE_SESSIONS, ContributionState, SessionState
from network.experts.models import Profile
from network.experts.readiness import is_ready
from network.outcomes import clocks
from network.outcomes.queries.contributors import from_work_of
from network.outcomes.states import RecommendationState
from network.people.models import User
from network.workspace.queries.money import totals_of
from network.workspace.waiting import Waiting, in_order

SHOWN = 10
NEWEST = 4


def expert_home(user: User) -> dict:
    """What waits in order of her deadlines, her next sessions, her money in a line, and what her input changed."""
    profile = Profile.objects.filter(user=user).first()
    if profile is None:
        return {"waiting": [], "sessions": [], "changed": [], "totals": [], "is_ready": True}
    sessions = _sessions(profile)
    return {
        "waiting": in_order(
            _invitations(user), map(_to_confirm, _proposed(sessions)), _notes(profile), _claims(user, profile)
        ),
        "sessions": [each for each in sessions if each.state == SessionState.CONFIRMED],
        "changed": _changed(user),
        "totals": totals_of(profile),
        "is_ready": is_ready(profile),
        "is_new": not profile.answered,
    }


def _invitations(user: User) -> list[Waiting]:
    return [
        Waiting(
            "Answer an invitation",
            f"{each.request.title}, {each.request.agency.name}",
            "engagements:invitation",
            each.public_id,
            due=each.expires_at,
        )
        for each in waiting_invitations(user)
        .only("public_id", "expires_at", "request__title", "request__agency__name")
        .select_related(None)
        .select_related("request__agency")[:SHOWN]
    ]


def _sessions(profile: Profile) -> list[Session]:
    rows = Session.objects.filter(profile=profile, state__in=LIVE_SESSIONS, ends_at__gt=clock.now())
    return list(
        rows.select_related("engagement__request__agency")
        .only(
            "public_id",
            "state",
            "starts_at",
            "engagement__request__title",
            "engagement__request__agency__name",
        )
        .order_by("starts_at")[:SHOWN]
    )


def _proposed(sessions: list[Session]) -> list[Session]:
    return [each for each in sessions if each.state == SessionState.PROPOSED]


def _to_confirm(session: Session) -> Waiting:
    request = session.engagement.request
    return Waiting(
        "Does this time suit you?",
        f"{request.title}, {request.agency.name}",
        "engagements:session",
        session.public_id,
        due=session.starts_at,
        at=session.starts_at,
    )


def _notes(profile: Profile) -> list[Waiting]:
    """Notes have no deadline: silence means that nothing is used."""
    rows = Contribution.objects.filter(engagement__profile=profile, state=ContributionState.SENT)
    return [
        Waiting("Check a note of what you said", title, "engagements:note", public_id)
        for public_id, title in rows.order_by("sent_at").values_list(
            "public_id", "engagement__request__title"
        )[:SHOWN]
    ]


def _claims(user: User, profile: Profile) -> list[Waiting]:
    rows = from_work_of(user).filter(state=RecommendationState.CLAIMED).exclude(verdicts__profile=profile)
    return [
        Waiting(
            "An office says it did this. Did it?",
            each.text,
            "outcomes:your_input_one",
            each.public_id,
            due=each.claimed_at and each.claimed_at + clocks.VERIFY,
        )
        for each in rows.only("public_id", "text", "claimed_at", "proposed_at")[:SHOWN]
    ]


def _changed(user: User) -> list[dict]:
    now = clock.now()
    rows = from_work_of(user).select_related("agency")[:NEWEST]
    return [{"recommendation": each, "state": each.shown_state(now)} for each in rows]
