"""The manager's pages about offices."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from network.agencies import queries, services
from network.agencies.forms import ReasonForm, StateFilter, TrainingForm
from network.agencies.states import AGENCY
from network.common.moving import move
from network.common.pagination import page_of
from network.common.states import MoveRefused, allowed_moves
from network.people.access import allow
from network.people.drafts import form_for
from network.people.entry import entry_path
from network.people.roles import Role


@allow(Role.MANAGER)
@require_safe
def office_list(request):
    filters = StateFilter(request.GET)
    state = filters.cleaned_data["state"] if filters.is_valid() else ""
    page = page_of(queries.offices(state), request)
    return render(request, "agencies/list.html", {"page": page, "filters": filters})


@allow(Role.MANAGER)
@require_safe
def office(request, public_id):
    agency = queries.agency_for(request.user, public_id)
    return render(request, "agencies/office.html", _facts(agency))


def _facts(agency) -> dict:
    return {
        "agency": agency,
        "officials": queries.officials_of(agency),
        "moves": allowed_moves(AGENCY, agency.state, "manager"),
    }


@allow(Role.MANAGER)
@require_POST
def verify(request, public_id):
    """Let the office in. The links are shown in this one answer and never again."""
    agency = queries.agency_for(request.user, public_id)
    try:
        links = services.verify_office(agency, by=request.user)
    except MoveRefused as refused:
        return _refused(request, refused, public_id)
    return _show_links(request, agency, links)


@allow(Role.MANAGER)
@require_POST
def entry_link(request, public_id):
    """A new link for an official who has not joined yet."""
    official = queries.official_for(request.user, public_id)
    try:
        link = services.send_entry_link(official, by=request.user)
    except MoveRefused as refused:
        return _refused(request, refused, official.agency.public_id)
    return _show_links(request, official.agency, [link])


def _show_links(request, agency, links):
    shown = [request.build_absolute_uri(entry_path(link)) for link in links]
    return render(request, "agencies/entry_links.html", {"agency": agency, "links": shown})


@allow(Role.MANAGER)
def decline(request, public_id):
    return _with_reason(request, public_id, services.decline_office, "Decline this office")


@allow(Role.MANAGER)
def suspend(request, public_id):
    return _with_reason(request, public_id, services.suspend_office, "Suspend this office")


def _with_reason(request, public_id, decide, heading):
    agency = queries.agency_for(request.user, public_id)
    form = form_for(request, ReasonForm)
    if form.is_valid():
        try:
            decide(agency, form.cleaned_data["reason"], by=request.user)
        except MoveRefused as refused:
            return _refused(request, refused, public_id)
        return redirect("agencies:office", public_id)
    return render(request, "agencies/reason.html", {"agency": agency, "form": form, "heading": heading})


@allow(Role.MANAGER)
@require_POST
def restore(request, public_id):
    agency = queries.agency_for(request.user, public_id)
    to = ("agencies:office", public_id)
    return move(request, lambda: services.restore_office(agency, by=request.user), to)


@allow(Role.MANAGER)
def training(request, public_id):
    """Write down that an official finished the training."""
    official = queries.official_for(request.user, public_id)
    form = form_for(request, TrainingForm)
    if form.is_valid():
        services.record_training(official, form.cleaned_data["completed_on"], by=request.user)
        return redirect("agencies:office", official.agency.public_id)
    return render(request, "agencies/training.html", {"official": official, "form": form})


def _refused(request, refused, public_id):
    messages.warning(request, str(refused))
    return redirect("agencies:office", public_id)
