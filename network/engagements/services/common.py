"""What the verbs share: the locked row, who is told, and the refusals.

Every verb locks in one order, so that none waits for another in a ring: the request, the people, the invitation or
engagement, the session, the money; the audit log takes its turn after all of them.
"""

from django.db.models import QuerySet

from network.agencies.models import Official
from network.agencies.queries import official_of
from network.common import clock
from network.common.states import MoveRefused
from network.consent.purposes import Audience, AudienceKind
from network.consultations.models import ConsultationRequest
from network.engagements.models import Engagement, Invitation, Session
from network.engagements.policies import is_theirs, may_meet, may_run
from network.experts.models import Profile
from network.notifications.services import notify
from network.people.models import User
from payments.models import Payment
from payments.queries import payments_by_reference

_NEEDED = ("profile__user", "request__agency", "invitation__sent_by__user")


def hold_request(request_id: int) -> ConsultationRequest:
    """The request as stored now, locked until the transaction ends: seats, staffing and closing go through it."""
    return ConsultationRequest.objects.select_for_update().get(pk=request_id)


def hold_people(profiles: QuerySet[Profile]) -> None:
    """Lock these experts' profiles and accounts: whoever pauses, leaves or takes a consent back waits, or is waited for."""
    held = list(profiles.select_for_update(of=("self",)).order_by("pk").values_list("user", flat=True))
    list(User.objects.select_for_update(no_key=True).filter(pk__in=held).order_by("pk").values_list("pk"))


def hold_work(profile: Profile) -> None:
    """Lock all of this expert's engagements, their requests first, for a caller that goes on to change several."""
    work = Engagement.objects.filter(profile=profile)
    requests = ConsultationRequest.objects.filter(pk__in=work.values("request"))
    list(requests.select_for_update().order_by("pk").values_list("pk"))
    list(work.select_for_update().order_by("pk").values_list("pk"))


def locked(engagement: Engagement) -> Engagement:
    """The engagement as stored now, locked until the transaction ends: the turnstile for all its moves."""
    hold_request(engagement.request_id)
    rows = Engagement.objects.select_related(*_NEEDED).select_for_update(of=("self",))
    return rows.get(pk=engagement.pk)


def locked_session(session: Session) -> Session:
    """The session as stored now, with its engagement locked first: every verb in the same order."""
    engagement = locked(session.engagement)
    found = Session.objects.select_for_update().get(pk=session.pk)
    found.engagement = engagement
    found.profile = engagement.profile
    return found


def refuse_others(expert: User, work: Invitation | Engagement | Session) -> None:
    """MoveRefused unless this is the expert's own work."""
    if not is_theirs(expert, work):
        raise MoveRefused("This is not yours to do here.")


def refuse_strangers(official: Official, engagement: Engagement) -> None:
    """MoveRefused unless the official may act for the office that asked."""
    if not may_run(official, engagement.request.agency_id):
        raise MoveRefused("Only a requester or approver of this office can do this.")


def refuse_unprepared(official: Official, agency_id: int) -> None:
    """MoveRefused unless the official may meet experts for this office now."""
    if not may_meet(official, agency_id, clock.now().date()):
        raise MoveRefused(
            "Only a requester or approver of this office, with valid training and the code of conduct signed, "
            "can do this. See Our people."
        )


def role_of(person: User, engagement: Engagement) -> str:
    """The side on which this person stands in the engagement: "expert" or "official". Raises MoveRefused."""
    if is_theirs(person, engagement):
        return "expert"
    official = official_of(person)
    if official is None:
        raise MoveRefused("This is not yours to do here.")
    refuse_strangers(official, engagement)
    return "official"


def payment_of(engagement: Engagement) -> Payment:
    """The payment that was booked when the work was agreed."""
    return payments_by_reference([engagement.public_id])[engagement.public_id]


def audience_of(engagement: Engagement) -> Audience:
    """The audience of a consent that is about this piece of work alone."""
    return Audience(AudienceKind.ENGAGEMENT, engagement.public_id)


def tell_expert(engagement: Engagement, event: str, subject, key: str | None = None) -> None:
    """Let something wait for the expert, once per subject."""
    notify(engagement.profile.user, event, subject, key=key)


def tell_office(engagement: Engagement, event: str, step) -> None:
    """Let something wait for the official who sent the invitation, once per `step`, a row or its public id."""
    person = engagement.invitation.sent_by.user
    if person:
        step_id = getattr(step, "public_id", step)
        notify(person, event, engagement, key=f"{event}:{step_id}:{person.public_id}")
