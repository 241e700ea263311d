"""Every write about work with experts. One noun a file; callers import the verbs from here."""

from network.engagements.services.answering import NotFunded, accept_invitation, decline_invitation
from network.engagements.services.attending import hide_from_office, show_to_office
from network.engagements.services.contributions import (
    agree_note,
    ask_changes,
    ask_quotes_back,
    send_note,
    withdraw_note,
    withdraw_records,
)
from network.engagements.services.delivering import complete_engagement, mark_held
from network.engagements.services.ending import cancel_engagement, stop_engagement
from network.engagements.services.inviting import send_invitations, tell_invited
from network.engagements.services.paying import tell_of_payment
from network.engagements.services.sessions import (
    confirm_session,
    propose_session,
    refuse_session,
    take_back_session,
)
from network.engagements.services.unanswered import step_back, stop_matching, withdraw_unanswered
from network.engagements.services.worker import auto_complete, expire_invitations, release_payments, remind

__all__ = [
    "NotFunded",
    "accept_invitation",
    "agree_note",
    "ask_changes",
    "ask_quotes_back",
    "auto_complete",
    "cancel_engagement",
    "complete_engagement",
    "confirm_session",
    "decline_invitation",
    "expire_invitations",
    "hide_from_office",
    "mark_held",
    "propose_session",
    "refuse_session",
    "release_payments",
    "remind",
    "send_invitations",
    "send_note",
    "show_to_office",
    "step_back",
    "stop_engagement",
    "stop_matching",
    "take_back_session",
    "tell_invited",
    "tell_of_payment",
    "withdraw_note",
    "withdraw_records",
    "withdraw_unanswered",
]
