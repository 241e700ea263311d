"""Opening something sealed in danger: the managers' pages. What was opened is in one answer, and never again."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from network.common.moving import move
from network.common.pagination import page_of
from network.common.states import MoveRefused
from network.experts import queries
from network.experts.disclosure import disclose_in_danger
from network.experts.forms import OpeningForm
from network.experts.services import opening as services
from network.people.access import allow, confirmed
from network.people.drafts import form_for
from network.people.roles import Role


@allow(Role.MANAGER)
@require_safe
def openings(request):
    return render(request, "experts/openings.html", {"page": page_of(queries.openings(), request)})


@allow(Role.MANAGER)
@confirmed
def ask(request):
    form = form_for(request, OpeningForm)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked = services.ask_to_open(
            said["expert"], said["what"], said["danger"], said["reason"], by=request.user
        )
        return redirect("experts:opening", asked.public_id)
    return render(request, "experts/ask_to_open.html", {"form": form})


@allow(Role.MANAGER)
@require_safe
def opening(request, public_id):
    return _show(request, queries.opening_named(public_id))


@allow(Role.MANAGER)
@require_POST
def approve(request, public_id):
    found = queries.opening_named(public_id)
    return move(
        request,
        lambda: services.approve_opening(found, by=request.user),
        ("experts:opening", public_id),
        "Approved. Whoever asked has 15 minutes to read it, once.",
    )


@allow(Role.MANAGER)
@require_POST
def refuse(request, public_id):
    found = queries.opening_named(public_id)
    to = ("experts:opening", public_id)
    return move(request, lambda: services.refuse_opening(found, by=request.user), to, "Closed, unread.")


@allow(Role.MANAGER)
@confirmed
def read(request, public_id):
    """A GET asks once more; a POST shows it in its answer and nowhere else."""
    found = queries.opening_named(public_id)
    if request.method != "POST":
        return render(request, "experts/read_opening.html", {"opening": found})
    try:
        shown = disclose_in_danger(found, request.user)
    except MoveRefused as refused:
        return _show(request, found, str(refused))
    return render(request, "experts/read_opening.html", {"opening": found, "shown": shown, "answered": True})


def _show(request, found, refused=""):
    context = {"opening": found, "own": found.asked_by_id == request.user.pk, "refused": refused}
    return render(request, "experts/opening.html", context)
