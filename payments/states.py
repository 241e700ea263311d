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


# Tag colours by meaning, as docs/look.md has them.
COLOURS = {
    S.RESERVED: "teal",
    S.DUE: "amber",
    S.HELD: "plum",
    S.RELEASED: "blue",
    S.FAILED: "red",
    S.PAID: "green",
    S.SETTLED: "green",
    S.CANCELLED: "grey",
}


class MoveRefused(Exception):
    """The payment is not in a state that allows the move. The text may be shown."""

    def __init__(self, state: str):
        label = PaymentState(state).label.lower()
        super().__init__(f"This payment is {label}, so that step is not possible. Look at it again.")


def next_state(state: str, move: str) -> PaymentState:
    """Where the move leads; MoveRefused when the table has no such move."""
    if move not in MOVES[state]:
        raise MoveRefused(state)
    return MOVES[state][move][0]


def moves_of(state: str, who: Who) -> set[str]:
    """The moves that somebody may make from a state."""
    return {move for move, (_, may) in MOVES[state].items() if may == who}


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
