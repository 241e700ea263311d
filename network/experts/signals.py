"""How apps above hear that an expert no longer wants to be asked: sent inside the same transaction."""

from django.dispatch import Signal

# Arguments: profile (locked), agency (the one that is walled off; None: every office, she pauses or leaves).
stepped_back = Signal()
