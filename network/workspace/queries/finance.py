"""What finance's home shows: how many payments stand where, and what to do with them, in one query."""

from network.people.models import User
from payments.queries import count_by_state
from payments.states import PaymentState

# The states in which a payment needs somebody, and what for.
TO_DO = {
    PaymentState.DUE: "Look at them, or let them go by themselves.",
    PaymentState.HELD: "Find out why.",
    PaymentState.RELEASED: "Transfer them, and record the reference.",
    PaymentState.FAILED: "Put right what went wrong, and try again.",
    PaymentState.PAID: "Settle them when the bank statement shows them.",
}


def finance_home(user: User) -> dict:
    """Each state that needs somebody, with its count."""
    counts = count_by_state()
    return {"queues": [(state, state.label, words, counts[state]) for state, words in TO_DO.items()]}
