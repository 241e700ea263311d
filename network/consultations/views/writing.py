"""The office's pages about its requests."""

from contextlib import suppress

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from network.agencies.policies import may_write
from network.agencies.queries import own_official
from network.common.moving import move
from network.common.pagination import page_of
from network.common.states import MoveRefused, allowed_moves
from network.consultations import queries, services
from network.consultations.forms import NoteForm, StartForm, StateFilter
from network.consultations.policies import may_edit, may_fund
from network.consultations.pricing import Unpriced, price_of, put_pay
from network.consultations.publication import results_of
from network.consultations.sections import SECTIONS
from network.consultations.states import CHECKED, REQUEST
from network.consultations.terms import terms_of
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role


@allow(Role.OFFICIAL)
@require_safe
def request_list(request):
    own = own_official(request.user)
    filters = StateFilter(request.GET)
    state = filters.cleaned_data["state"] if filters.is_valid() else ""
    context = {
        "page": page_of(queries.requests_of(own, state), request),
        "filters": filters,
        "may_start": may_write(own),
    }
    return render(request, "consultations/list.html", context)


@allow(Role.OFFICIAL)
def start(request):
    own = own_official(request.user)
    form = form_for(request, StartForm)
    if form.is_valid():
        try:
            made = services.start_request(own, form.cleaned_data["title"])
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("consultations:request", made.public_id)
    return render(request, "consultations/start.html", {"form": form})


@allow(Role.OFFICIAL)
@require_safe
def request_page(request, public_id):
    """The task list while it can be changed, the gate's checks until it is published, and the notes at any time."""
    own = own_official(request.user)
    consultation = queries.request_for(request.user, public_id)
    context = {
        "consultation": consultation,
        "editable": may_edit(own, consultation),
        "may_fund": may_fund(own, consultation),
        "sections": [(section, *section.status(consultation)) for section in SECTIONS],
        "results": results_of(consultation) if consultation.state in CHECKED else [],
        "price": price_or_none(consultation),
        "notes": queries.notes_on(consultation),
        "note_form": form_for(request, NoteForm) if request.method == "GET" else NoteForm(),
        "moves": allowed_moves(REQUEST, consultation.state, "official") if may_write(own) else [],
    }
    return render(request, "consultations/request.html", context)


def price_or_none(consultation):
    """The price, or None while it is not known; what is missing says the gate."""
    try:
        return price_of(consultation)
    except Unpriced:
        return None


@allow(Role.OFFICIAL)
@require_safe
def preview(request, public_id):
    """The terms exactly as an expert will see them."""
    consultation = queries.request_for(request.user, public_id)
    with suppress(Unpriced):  # Then the terms say that the pay is not set yet.
        put_pay(consultation)
    context = {"consultation": consultation, "terms": terms_of(consultation)}
    return render(request, "consultations/preview.html", context)


@allow(Role.OFFICIAL)
@require_POST
def submit(request, public_id):
    consultation = queries.request_for(request.user, public_id)
    return move(
        request,
        lambda: services.submit_request(consultation, own_official(request.user)),
        ("consultations:request", public_id),
        "Your request is with the programme managers. They answer in 3 working days.",
    )


@allow(Role.OFFICIAL)
def withdraw(request, public_id):
    """Asks once more before it withdraws."""
    consultation = queries.request_for(request.user, public_id)
    if request.method != "POST":
        return render(request, "consultations/withdraw.html", {"consultation": consultation})
    to = ("consultations:request", public_id)
    return move(request, lambda: services.withdraw_request(consultation, own_official(request.user)), to)


@allow(Role.OFFICIAL)
@require_POST
def note(request, public_id):
    """Words of the office to the reviewer."""
    consultation = queries.request_for(request.user, public_id)
    form = form_for(request, NoteForm)
    if not form.is_valid():
        messages.warning(request, "The note was empty or too long. Write up to 4,000 characters.")
    else:
        services.add_note(consultation, request.user, "official", form.cleaned_data["text"])
    return redirect("consultations:request", public_id)
