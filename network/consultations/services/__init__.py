"""Every write about requests. Callers import the verbs from here."""

from network.consultations.services.closing import (
    close_request,
    expire_requests,
    staff_request,
    withdraw_request,
)
from network.consultations.services.funding import commit_fund, return_fund
from network.consultations.services.reviewing import (
    add_note,
    ask_changes,
    decline_request,
    publish_request,
    start_review,
)
from network.consultations.services.submitting import NotReady, submit_request
from network.consultations.services.writing import (
    save_attendees,
    save_fields,
    save_questions,
    start_request,
)

__all__ = [
    "NotReady",
    "add_note",
    "ask_changes",
    "close_request",
    "commit_fund",
    "decline_request",
    "expire_requests",
    "publish_request",
    "return_fund",
    "save_attendees",
    "save_fields",
    "save_questions",
    "staff_request",
    "start_request",
    "start_review",
    "submit_request",
    "withdraw_request",
]
