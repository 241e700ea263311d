"""How apps above hear that a request moves: sent inside the move's transaction, just before it is saved."""

from django.dispatch import Signal

# Arguments: consultation (locked), move (a move of states.REQUEST), actor (User or None).
# A receiver may raise MoveRefused, which takes the whole move back.
request_moved = Signal()
