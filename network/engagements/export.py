"""An expert's invitations, work, notes and money in her own copy. Each section in a fixed number of queries."""

from network.common.schemas import choice, many, maybe, moment, number, record, words
from network.consultations.exported_terms import TERMS, told_terms
from network.engagements.joining import ways_to_join
from network.engagements.letters import letters_of
from network.engagements.models import Contribution, Engagement, Invitation
from network.engagements.states import ContributionState, EngagementState, InvitationState, SessionState
from network.experts.disclosure import own_notes
from network.experts.models import Profile
from network.experts.queries import payee_of
from payments.models import Payee
from payments.queries import payments_of
from payments.states import PaymentState


def invitations(profile: Profile) -> list[dict]:
    """What she was invited to, with the full terms. One query."""
    sent = Invitation.objects.filter(profile=profile).exclude(state=InvitationState.UNSENT)
    return [
        {
            "invitation": each.public_id,
            "state": each.state,
            "sent_at": each.sent_at,
            "answer_until": each.expires_at,
            "answered_at": each.answered_at,
            "terms": told_terms(each.terms),
        }
        for each in sent.order_by("-sent_at", "-pk")
    ]


INVITATIONS = many(
    "What you were invited to",
    record(
        "Invitation",
        invitation=words("Its number"),
        state=choice("State", InvitationState.values),
        sent_at=moment("Sent"),
        answer_until=moment("Time to answer"),
        answered_at=maybe(moment("When you answered")),
        terms=TERMS,
    ),
)


def work(profile: Profile) -> list[dict]:
    """What she agreed to, with every version of the agreement and every session. Five queries."""
    rows = Engagement.objects.filter(profile=profile).select_related("invitation", "request__agency")
    found = list(rows.prefetch_related("agreements", "sessions").order_by("-agreed_at", "-pk"))
    ways = ways_to_join(session for each in found for session in each.sessions.all())
    return [
        {
            "work": each.public_id,
            "invitation": each.invitation.public_id,
            "title": each.request.title,
            "office": each.request.agency.name,
            "state": each.state,
            "paid_minutes": each.minutes,
            "agreed_at": each.agreed_at,
            "delivered_at": each.delivered_at,
            "confirmed_by": each.complete_by,
            "completed_at": each.completed_at,
            "ended_at": each.ended_at,
            "agreements": [_agreement(version) for version in each.agreements.all()],
            "sessions": [_session(session, ways) for session in each.sessions.all()],
        }
        for each in found
    ]


def _agreement(version) -> dict:
    return {
        "version": version.version,
        "pay_minor": version.pay_minor,
        "you_agreed_at": version.expert_agreed_at,
        "office_agreed_at": version.agency_agreed_at,
        "terms": told_terms(version.terms),
    }


def _session(session, ways: dict[str, str]) -> dict:
    return {
        "state": session.state,
        "starts_at": session.starts_at,
        "ends_at": session.ends_at,
        "how_to_join": ways.get(session.public_id, ""),
    }


WORK = many(
    "Your work",
    record(
        "Piece of work",
        work=words("Its number"),
        invitation=words("Number of the invitation"),
        title=words("Title"),
        office=words("Office"),
        state=choice("State", EngagementState.values),
        paid_minutes=number("Paid minutes"),
        agreed_at=moment("Agreed"),
        delivered_at=maybe(moment("Held")),
        confirmed_by=maybe(moment("Counts as confirmed from")),
        completed_at=maybe(moment("Confirmed")),
        ended_at=maybe(moment("Ended early")),
        agreements=many(
            "Agreements",
            record(
                "Agreement",
                version=number("Version"),
                pay_minor=number("Pay, in the smallest unit of the currency"),
                you_agreed_at=maybe(moment("You agreed")),
                office_agreed_at=maybe(moment("The office agreed")),
                terms=TERMS,
            ),
        ),
        sessions=many(
            "Sessions",
            record(
                "Session",
                state=choice("State", SessionState.values),
                starts_at=moment("From"),
                ends_at=moment("To"),
                how_to_join=words("How to join"),
            ),
        ),
    ),
)


def notes(profile: Profile) -> list[dict]:
    """Every note of what she said, with its words while they are kept, and what she asked to be changed. Five queries."""
    found = list(
        Contribution.objects.filter(engagement__profile=profile).select_related("engagement").order_by("pk")
    )
    said = own_notes(profile, [note.public_id for note in found])
    letters = letters_of(found)
    return [
        {
            "work": note.engagement.public_id,
            "note": note.public_id,
            "state": note.state,
            "sent_at": note.sent_at,
            "agreed_at": note.agreed_at,
            "withdrawn_at": note.withdrawn_at,
            "words": said.get(note.public_id),
            "changes_you_asked": letters.get(note.public_id),
        }
        for note in found
    ]


NOTES = many(
    "Notes of what you said",
    record(
        "Note",
        work=words("Number of the work"),
        note=words("Its number"),
        state=choice("State", ContributionState.values),
        sent_at=maybe(moment("Sent to you")),
        agreed_at=maybe(moment("You agreed")),
        withdrawn_at=maybe(moment("You took it back")),
        words=maybe(words("Words")),
        changes_you_asked=maybe(words("What you want changed")),
    ),
)


def money(profile: Profile) -> dict:
    """How she is paid, and every payment with its steps and tries. Four queries."""
    payee = payee_of(profile)
    return {
        "paid_by": payee.rail if payee else None,
        "ready": payee.state if payee else None,
        "country": payee.country if payee else None,
        "details_changed_at": payee.details_changed_at if payee else None,
        "payments": [_payment(each) for each in payments_of(payee)] if payee else [],
    }


def _payment(payment) -> dict:
    return {
        "work": payment.reference,
        "amount_minor": payment.amount_minor,
        "currency": payment.currency,
        "state": payment.state,
        "booked_at": payment.booked_at,
        "due_at": payment.due_at,
        "held_until": payment.held_until,
        "paid_at": payment.paid_at,
        "steps": [{"state": step.state, "at": step.at, "note": step.note} for step in payment.steps.all()],
        "transfers": [attempt.reference for attempt in payment.attempts.all() if attempt.reference],
    }


MONEY = record(
    "Your money",
    paid_by=maybe(choice("Paid by", Payee.Rail.values)),
    ready=maybe(choice("State", Payee.State.values)),
    country=maybe(words("Country")),
    details_changed_at=maybe(moment("Details last changed")),
    payments=many(
        "Payments",
        record(
            "Payment",
            work=words("Number of the work"),
            amount_minor=number("Amount, in the smallest unit of the currency"),
            currency=words("Currency"),
            state=choice("State", PaymentState.values),
            booked_at=moment("Set aside"),
            due_at=maybe(moment("Due")),
            held_until=maybe(moment("Held until")),
            paid_at=maybe(moment("Paid")),
            steps=many(
                "Steps",
                record(
                    "Step",
                    state=choice("State", PaymentState.values),
                    at=moment("When"),
                    note=words("Why"),
                ),
            ),
            transfers=many("Transfers", words("Reference of the transfer")),
        ),
    ),
)


SECTIONS = {
    "invitations": (invitations, INVITATIONS),
    "work": (work, WORK),
    "notes": (notes, NOTES),
    "money": (money, MONEY),
}
