"""What finance's home shows: how many payments stand where, and what to do with them, in one query."""

from network.people.models import User
from payments.queries import count_by_state
from payments.states import PaymentState

# The states in which a payment needs somebody, and what for.
TO_DO = {
    PaymentState.DUE: "Due: look at them, or let them go by themselves",
    PaymentState.HELD: "Held: find out why",
    PaymentState.RELEASED: "Released: transfer them and record the reference",
    PaymentState.FAILED: "Failed: put right and try again",
    PaymentState.PAID: "Paid: settle when the bank statement shows them",
}


def finance_home(user: User) -> dict:
    """Each state that needs somebody, with its count."""
    counts = count_by_state()
    return {"queues": [(state.value, words, counts[state]) for state, words in TO_DO.items()]}
