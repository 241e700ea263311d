"""Every write about money. One noun a file; callers import the verbs from here."""

from payments.services.booking import (
    ReferenceTaken,
    book_payment,
    cancel_payment,
    mark_due,
    reprice_payment,
)
from payments.services.events import handle_event, keep_event, resume_events
from payments.services.funds import FundShort, available, commit_funds, reserve, return_rest
from payments.services.ledger import Entry, KeyReused, Unbalanced, account, post
from payments.services.payees import (
    begin_onboarding,
    change_details,
    forget_payees,
    open_payee,
    refresh_capability,
)
from payments.services.recording import (
    AlreadyRecorded,
    NothingToConfirm,
    SamePerson,
    WrongRail,
    confirm_payment,
    record_transfer,
    settle_payment,
)
from payments.services.release import (
    PayeeNotReady,
    hold_payment,
    lift_hold,
    release_all_due,
    release_payment,
    retry_payment,
)
from payments.services.sending import bring_back, resume_attempts, send_attempt
from payments.states import MoveRefused

__all__ = [
    "AlreadyRecorded",
    "Entry",
    "FundShort",
    "KeyReused",
    "MoveRefused",
    "NothingToConfirm",
    "PayeeNotReady",
    "ReferenceTaken",
    "SamePerson",
    "Unbalanced",
    "WrongRail",
    "account",
    "available",
    "begin_onboarding",
    "book_payment",
    "bring_back",
    "cancel_payment",
    "change_details",
    "commit_funds",
    "confirm_payment",
    "forget_payees",
    "handle_event",
    "hold_payment",
    "keep_event",
    "lift_hold",
    "mark_due",
    "open_payee",
    "post",
    "record_transfer",
    "refresh_capability",
    "release_all_due",
    "release_payment",
    "reprice_payment",
    "reserve",
    "resume_attempts",
    "resume_events",
    "retry_payment",
    "return_rest",
    "send_attempt",
    "settle_payment",
]
