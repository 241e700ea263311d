"""What upper apps may hear about accounts."""

from django.dispatch import Signal

# The ways a person signs in became others: `user`. Sent inside the transaction that changed them.
ways_in_changed = Signal()
