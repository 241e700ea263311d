"""How apps above hear that a request moved: sent inside the move's transaction."""

from django.dispatch import Signal

# Arguments: consultation (as it now is), move (a move of states.REQUEST), actor (User or None).
# A receiver may raise MoveRefused, which takes the whole move back.
request_moved = Signal()
