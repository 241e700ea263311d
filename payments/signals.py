"""What payments tells whoever listens, without knowing who that is."""

from django.dispatch import Signal

# Sent inside the transaction of the move, so a listener's own rows stand or fall with it.
# Arguments: payment_public_id, reference (the caller's opaque string), state (a PaymentState value).
payment_moved = Signal()
