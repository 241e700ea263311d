"""The life of a payment as a table: state → move → (next state, who may)."""

from django.db.models import TextChoices


class PaymentState(TextChoices):
    RESERVED = "reserved", "Reserved"
    DUE = "due", "Due"
    HELD = "held", "Held"
    RELEASED = "released", "Released"
    FAILED = "failed", "Failed"
    PAID = "paid", "Paid"
    SETTLED = "settled", "Settled"
    CANCELLED = "cancelled", "Cancelled"


class Who(TextChoices):
    CALLER = "caller", "The part of the house that booked it"
    FINANCE = "finance", "Finance, or the release duty"
    RAIL = "rail", "The rail's answer, or a person recording it"


S = PaymentState
MOVES: dict[str, dict[str, tuple[PaymentState, Who]]] = {
    S.RESERVED: {"due": (S.DUE, Who.CALLER), "cancel": (S.CANCELLED, Who.CALLER)},
    S.DUE: {
        "release": (S.RELEASED, Who.FINANCE),
        "hold": (S.HELD, Who.FINANCE),
        "cancel": (S.CANCELLED, Who.CALLER),
    },
    S.HELD: {"lift": (S.DUE, Who.FINANCE)},
    S.RELEASED: {"pay": (S.PAID, Who.RAIL), "fail": (S.FAILED, Who.RAIL)},
    S.FAILED: {"retry": (S.RELEASED, Who.FINANCE)},
    S.PAID: {"settle": (S.SETTLED, Who.FINANCE), "bounce": (S.FAILED, Who.RAIL)},
    S.SETTLED: {"bounce": (S.FAILED, Who.RAIL)},
    S.CANCELLED: {},
}


class MoveRefused(Exception):
    """The payment is not in a state that allows the move."""


def next_state(state: str, move: str) -> PaymentState:
    """Where the move leads; MoveRefused when the table has no such move."""
    try:
        return MOVES[state][move][0]
    except KeyError:
        raise MoveRefused(f"a {state} payment cannot {move}") from None


class AttemptOutcome(TextChoices):
    """How far one try to move the money outside has come."""

    PREPARED = "prepared", "Ready to send"
    SENT = "sent", "Sent, answer not yet known"
    RECORDED = "recorded", "Recorded, waits for a second person"
    ACCEPTED = "accepted", "Done"
    REFUSED = "refused", "Refused"
    REVERSED = "reversed", "Came back"


# At most one of these per payment, held by a unique index: the money cannot leave twice.
OPEN_OUTCOMES = [
    AttemptOutcome.PREPARED,
    AttemptOutcome.SENT,
    AttemptOutcome.RECORDED,
    AttemptOutcome.ACCEPTED,
]
