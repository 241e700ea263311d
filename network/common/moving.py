"""What the views of a single move share: do it, say what happened, go where the result shows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from network.common.states import MoveRefused


def move(request: HttpRequest, do, to: tuple[str, ...], said: str = "") -> HttpResponse:
    """Call `do()`, then redirect to `to` (URL name and arguments); a refusal is shown there as a message."""
    try:
        do()
    except MoveRefused as refused:
        messages.warning(request, str(refused))
    else:
        if said:
            messages.success(request, said)
    return redirect(*to)
