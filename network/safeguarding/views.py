"""Help: how to reach a human, and telling us that something is wrong."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from network.common.moving import move
from network.common.pagination import page_of
from network.common.states import MoveRefused, allowed_moves
from network.people.access import allow, signed_in
from network.people.drafts import form_for
from network.people.roles import Role
from network.safeguarding import queries, services, words
from network.safeguarding.forms import AnswerForm, ConcernForm
from network.safeguarding.policies import may_answer
from network.safeguarding.states import CONCERN, ConcernState

# How each step and its words are called on the page.
STEPS = {
    "acknowledge": ("Say that you have read it", "We have read it"),
    "plan": ("Say what will be done", "The plan"),
    "close": ("Say how it ended", "How it ended"),
}


@signed_in
@require_safe
def help_(request):
    page = page_of(queries.concerns_of(request.user), request)
    return render(request, "safeguarding/help.html", {"page": page})


@signed_in
def raise_(request):
    form = form_for(request, ConcernForm)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        concern = services.raise_concern(request.user, said["kind"], said["urgent"], said["words"])
        return redirect("safeguarding:concern", concern.public_id)
    return render(request, "safeguarding/raise.html", {"form": form})


@signed_in
@require_safe
def concern(request, public_id):
    found = queries.concern_for(request.user, public_id)
    return _show(request, found, form_for(request, AnswerForm) if _next_step(request.user, found) else None)


@signed_in
@require_POST
def take_back(request, public_id):
    found = queries.concern_for(request.user, public_id)
    to = ("safeguarding:concern", public_id)
    return move(request, lambda: services.take_back(found, by=request.user), to)


@allow(Role.MANAGER)
@require_POST
def answer(request, public_id):
    found = queries.concern_for(request.user, public_id)
    form = form_for(request, AnswerForm)
    move = request.POST.get("move", "")
    if not form.is_valid():
        return _show(request, found, form)
    try:
        services.answer(found, move, form.cleaned_data["words"], by=request.user)
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return _show(request, queries.concern_for(request.user, public_id), form)
    return redirect("safeguarding:concern", public_id)


@allow(Role.MANAGER)
@require_safe
def queue(request):
    return render(request, "safeguarding/queue.html", {"page": page_of(queries.queue(), request)})


def _show(request, found, form):
    said = words.read(found, request.user)
    step = _next_step(request.user, found)
    context = {
        "concern": found,
        "raised": said.get(words.RAISED),
        "answers": [(heading, said[move]) for move, (_, heading) in STEPS.items() if move in said],
        "own": found.person_id == request.user.pk,
        "open": found.state != ConcernState.CLOSED,
        "step": step,
        "step_words": STEPS[step][0] if step else "",
        "form": form,
    }
    return render(request, "safeguarding/concern.html", context)


def _next_step(viewer, found) -> str:
    """The one move a manager can make from here; empty for everybody else."""
    moves = allowed_moves(CONCERN, found.state, "manager") if may_answer(viewer, found) else []
    return moves[0] if moves else ""
