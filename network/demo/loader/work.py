"""From the draw to the last word: seats, sessions, notes, money, recommendations and answers."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from network.common import clock
from network.consultations.models import ConsultationRequest
from network.engagements import services as work
from network.engagements.models import Engagement, Invitation, Session
from network.engagements.queries.times import offered_for
from network.engagements.states import EngagementState
from network.matching.services import run_draw
from network.outcomes import services as outcomes
from network.outcomes.models import Decision
from payments.models import Payment
from payments.services import confirm_payment, record_transfer, release_all_due, settle_payment
from payments.states import PaymentState

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NOTE = (
    "Say first what a reader can do next, then why. Keep one contact person for the whole time. "
    "Ask only for what is needed, and say who else will read it."
)


def engage(part, drawn_at: datetime) -> Iterator[datetime]:
    """Draw, invite, agree, choose times and meet, as far as the story goes."""
    yield drawn_at
    draw = run_draw(_fresh(part), part.manager)
    yield drawn_at + HOUR
    invitations = work.send_invitations(draw, part.official)
    work.tell_invited(draw.public_id)
    if not part.reaches("agreed"):
        return
    for number, invitation in enumerate(invitations):
        yield drawn_at + DAY + number * 5 * HOUR
        invitation = Invitation.objects.select_related("profile__user").get(pk=invitation.pk)
        work.accept_invitation(invitation, invitation.profile.user, attend=True)
    if not part.reaches("scheduled"):
        return
    yield drawn_at + 3 * DAY
    for engagement in _engagements(part):
        times = offered_for(engagement)
        work.propose_session(
            engagement, part.official, times[0], "A link comes to your work page an hour before."
        )
    yield drawn_at + 3.5 * DAY
    for session in Session.objects.filter(engagement__request=part.request).select_related("profile__user"):
        work.confirm_session(session, session.profile.user)


def after_work(part) -> Iterator[datetime]:
    """Sessions are held, notes checked, work confirmed and paid; then what comes of it."""
    for engagement in _engagements(part):
        session = engagement.sessions.get()
        yield session.ends_at + HOUR
        work.mark_held(session, part.official.user)
    yield clock.now() + HOUR
    notes = [work.send_note(engagement, part.official, NOTE) for engagement in _engagements(part)]
    if not part.reaches("recommended"):
        return
    yield clock.now() + DAY
    for note in notes:
        work.agree_note(note, note.engagement.profile.user)
    yield clock.now() + DAY
    for engagement in _engagements(part):
        work.complete_engagement(engagement, part.official)
    yield clock.now() + DAY
    yield from _pay(part)
    yield from _recommend(part, notes)


def _pay(part) -> Iterator[datetime]:
    """Finance records each transfer; above the threshold another person confirms it."""
    release_all_due(clock.now())
    finance, second = part.staff["demo-finance"], part.staff["demo-finance-2"]
    for payment in _payments(part, PaymentState.RELEASED):
        record_transfer(payment, f"BT-{payment.public_id[:8]}", finance.public_id, clock.now())
    yield clock.now() + 2 * HOUR
    for payment in _payments(part, PaymentState.RELEASED):
        confirm_payment(payment, second.public_id, clock.now())
    if part.reaches("answered"):
        yield clock.now() + 2 * DAY
        for payment in _payments(part, PaymentState.PAID):
            settle_payment(payment, second.public_id, clock.now())


def _recommend(part, notes) -> Iterator[datetime]:
    """Recommendations from the agreed notes, and the office's answers where the story has them."""
    yield clock.now() + 3 * DAY
    made = [(_propose(part, told, notes), told) for told in part.described["recommendations"]]
    yield clock.now() + 5 * DAY
    for recommendation, _ in made:
        outcomes.acknowledge(recommendation, part.official)
    if not part.reaches("answered"):
        return
    for recommendation, told in made:
        yield clock.now() + 4 * DAY
        outcomes.answer(recommendation, part.official, Decision(told["answer"]), told["reason"])
    for recommendation, told in made:
        yield clock.now() + 5 * DAY
        _follow(part, recommendation, told)
        if told.get("verified"):
            yield clock.now() + 6 * DAY
            outcomes.check(recommendation, notes[0].engagement.profile, holds=True)


def _propose(part, told: dict, notes):
    request = _fresh(part)
    return outcomes.propose_recommendation(
        request,
        part.official,
        text=told["text"],
        document=f"{request.document_title}, {request.document_version}",
        pillar=request.pillar,
        contributions=notes,
    )


def _follow(part, recommendation, told: dict) -> None:
    if "progress" in told:
        outcomes.note_progress(recommendation, part.official, told["progress"])
    if "after" in told:
        outcomes.claim_done(
            recommendation,
            part.official,
            text="The new text is in use.",
            before=told["before"],
            after=told["after"],
        )


def _fresh(part) -> ConsultationRequest:
    return ConsultationRequest.objects.select_related("agency", "created_by__user").get(pk=part.request.pk)


def _engagements(part) -> list[Engagement]:
    rows = Engagement.objects.filter(request=part.request).exclude(state=EngagementState.ENDED_BY_EXPERT)
    return list(rows.select_related("profile__user", "request__agency", "invitation").order_by("pk"))


def _payments(part, state: PaymentState) -> list[Payment]:
    references = [engagement.public_id for engagement in _engagements(part)]
    return list(Payment.objects.filter(reference__in=references, state=state).order_by("pk"))
