"""How requests and their terms are written on a page."""

from datetime import date

from django import template

from network.common.templatetags.ui import tag
from network.consultations.models import ConsultationRequest
from network.consultations.states import RequestState

register = template.Library()

COLOURS = {
    RequestState.SUBMITTED: "blue",
    RequestState.IN_REVIEW: "blue",
    RequestState.CHANGES_ASKED: "amber",
    RequestState.PUBLISHED: "green",
    RequestState.STAFFED: "",
    RequestState.CLOSED: "green",
    RequestState.DECLINED: "red",
    RequestState.EXPIRED: "red",
}


@register.filter
def as_day(text: str | None) -> date | None:
    """The day that "2026-11-24" names; nothing for nothing: terms are kept as JSON, days in them as ISO text."""
    return date.fromisoformat(text) if text else None


@register.simple_tag
def request_state(consultation: ConsultationRequest) -> str:
    """The state of a request in a word and a colour."""
    return tag(RequestState(consultation.state).label, COLOURS.get(RequestState(consultation.state), "grey"))
