"""The manager's room of draws, and one draw as everybody may check it."""

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from network.common.moving import move
from network.common.pagination import page_of
from network.matching import queries, services
from network.matching.policies import INSIDE_MINIMUM
from network.people.access import allow, public
from network.people.roles import Role

LONGEST_WAITING = 25


@allow(Role.MANAGER)
@require_safe
def draws(request):
    """Fair opportunity: what waits for a draw, and every draw there was."""
    context = {
        "waiting": queries.requests_to_draw()[:LONGEST_WAITING],
        "page": page_of(queries.draws(), request),
        "minimum": INSIDE_MINIMUM,
    }
    return render(request, "matching/draws.html", context)


@allow(Role.MANAGER)
@require_safe
def room(request, public_id):
    found = queries.room_for(request.user, public_id)
    return render(request, "matching/room.html", {"room": found, "minimum": INSIDE_MINIMUM})


@allow(Role.MANAGER)
@require_POST
def commit(request, public_id):
    found = queries.room_for(request.user, public_id)
    return _move(request, services.commit_draw, found.request, "The seed is fixed. Its hash is public now.")


@allow(Role.MANAGER)
@require_POST
def run(request, public_id):
    found = queries.room_for(request.user, public_id)
    return _move(request, services.run_draw, found.request, "The draw is done. The office can invite now.")


def _move(request, do, consultation, said):
    to = ("matching:room", consultation.public_id)
    return move(request, lambda: do(consultation, request.user), to, said)


@public
@require_safe
def draw(request, public_id):
    """One draw: commitment, seed once drawn, references of the chosen, and how to check it."""
    found = queries.draw_for(request.user, public_id)
    context = {
        "shown": queries.shown_to(request.user, found),
        "layout": "room.html" if request.user.is_authenticated else "public.html",
    }
    return render(request, "matching/draw.html", context)


@public
@require_safe
def references(request, public_id):
    """The whole set as text, one random reference a line."""
    found = queries.draw_for(request.user, public_id)
    lines = (f"{reference}\n" for reference in queries.references_for(request.user, found))
    return StreamingHttpResponse(lines, content_type="text/plain; charset=utf-8")
