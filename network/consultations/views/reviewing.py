"""The programme manager's pages about requests."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from network.common.moving import move
from network.common.pagination import page_of
from network.common.states import MoveRefused, allowed_moves
from network.consultations import queries, services
from network.consultations.forms import NoteForm, QueueFilter
from network.consultations.publication import results_of
from network.consultations.sections import changed_terms
from network.consultations.states import CHECKED, REQUEST
from network.consultations.terms import terms_of
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role

# What a manager can do with the note they write.
ANSWERS = {
    "ask_changes": (services.ask_changes, "The request is back with the office."),
    "decline": (services.decline_request, "The request is declined."),
}


@allow(Role.MANAGER)
@require_safe
def queue(request):
    filters = QueueFilter(request.GET)
    state = filters.cleaned_data["state"] if filters.is_valid() else ""
    page = page_of(queries.review_queue(state), request)
    return render(request, "consultations/review_queue.html", {"page": page, "filters": filters})


@allow(Role.MANAGER)
@require_safe
def review(request, public_id):
    consultation = queries.request_for(request.user, public_id)
    return _review_page(request, consultation, form_for(request, NoteForm))


def _review_page(request, consultation, form):
    versions = queries.versions_of(consultation)
    context = {
        "consultation": consultation,
        "terms": terms_of(consultation),
        "results": results_of(consultation) if consultation.state in CHECKED else [],
        "versions": versions,
        "changed": changed_terms(versions),
        "notes": queries.notes_on(consultation),
        "moves": allowed_moves(REQUEST, consultation.state, "manager"),
        "form": form,
    }
    return render(request, "consultations/review.html", context)


@allow(Role.MANAGER)
@require_POST
def start(request, public_id):
    consultation = queries.request_for(request.user, public_id)
    to = ("consultations:review", public_id)
    return move(request, lambda: services.start_review(consultation, request.user), to)


@allow(Role.MANAGER)
@require_POST
def publish(request, public_id):
    consultation = queries.request_for(request.user, public_id)
    return move(
        request,
        lambda: services.publish_request(consultation, request.user),
        ("consultations:review", public_id),
        "The request is published. Experts can now be drawn for it.",
    )


@allow(Role.MANAGER)
@require_POST
def answer(request, public_id):
    """A note by itself, or one that hands the request back or declines it."""
    consultation = queries.request_for(request.user, public_id)
    form = form_for(request, NoteForm)
    if not form.is_valid():
        return _review_page(request, consultation, form)
    try:
        _answer(request, consultation, form.cleaned_data["text"])
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return _review_page(request, consultation, form)
    return redirect("consultations:review", public_id)


def _answer(request, consultation, text) -> None:
    do, said = ANSWERS.get(request.POST.get("do"), (None, "Your note is kept; the office sees it."))
    if do:
        do(consultation, request.user, text)
    else:
        services.add_note(consultation, request.user, "manager", text)
    messages.success(request, said)
