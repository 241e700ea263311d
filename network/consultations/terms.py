"""The terms of a seat, as they are shown before an expert answers and kept with the invitation."""

from network.consultations.models import ConsultationRequest
from network.taxonomy.words import LANGUAGES


def terms_of(consultation: ConsultationRequest) -> dict:
    """Everything accepting would agree to, as plain JSON values: days are ISO dates, pay is for one seat.

    The pay is the one fixed at submission; for a draft `pricing.put_pay` puts today's on the request.
    """
    return {
        "agency": consultation.agency.name,
        "title": consultation.title,
        "summary": consultation.summary,
        "kind": consultation.get_kind_display(),
        "document": consultation.document_title,
        "document_version": consultation.document_version,
        "pillar": consultation.get_pillar_display(),
        "topics": [topic.name for topic in consultation.topics.all()],
        **_work(consultation),
        "questions": [question.text for question in consultation.questions.all()],
        "attendees": [{"who": who.who, "why": who.why} for who in consultation.attendees.all()],
        "decision_owner": consultation.decision_owner,
        "decision_date": _day(consultation.decision_date),
        "decision_right": consultation.get_decision_right_display(),
        "can_change": consultation.can_change,
        "cannot_change": consultation.cannot_change,
        "uses": consultation.uses,
        "power": consultation.power,
    }


def _work(consultation: ConsultationRequest) -> dict:
    return {
        "activity": consultation.get_activity_display(),
        "seats": consultation.seats,
        "preparation_minutes": consultation.preparation_minutes,
        "session_minutes": consultation.session_minutes,
        "debrief_minutes": consultation.debrief_minutes,
        "total_minutes": consultation.total_minutes,
        "earliest_date": _day(consultation.earliest_date),
        "latest_date": _day(consultation.latest_date),
        "languages": [LANGUAGES.get(code, code) for code in consultation.languages],
        "pay_minor": consultation.pay_minor,
        "hourly_minor": consultation.hourly_minor,
        "currency": consultation.currency,
    }


def _day(day) -> str | None:
    return day.isoformat() if day else None
