"""What the views of a move share: a refusal is shown where the person came from, never a bare error."""

from contextlib import contextmanager

from django.contrib import messages

from network.common.states import MoveRefused


@contextmanager
def refusal_shown(request):
    """Show a refused move as a message; what follows in the view runs either way."""
    try:
        yield
    except MoveRefused as refused:
        messages.warning(request, str(refused))
