"""For programme managers: who asked to join, and letting people back in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.common.pagination import page_of
from network.people.access import allow
from network.people.drafts import form_for
from network.people.entry import entry_path, issue_recovery_link
from network.people.forms.managing import ReasonForm, RecoveryForm
from network.people.limits import take, too_many
from network.people.queries import join_request_for, waiting_join_requests
from network.people.roles import Role
from network.people.services import requests


@allow(Role.MANAGER)
@require_safe
def join_requests(request: HttpRequest) -> HttpResponse:
    """Who waits for an answer, longest first. No contact is opened here."""
    return render(request, "people/join_requests.html", {"page": page_of(waiting_join_requests(), request)})


@allow(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def join_request(request: HttpRequest, public_id: str) -> HttpResponse:
    """One request. A POST with a reason shows the contact on this page, once."""
    asked = join_request_for(request.user, public_id)
    form = form_for(request, ReasonForm)
    contact = None
    if request.method == "POST" and form.is_valid():
        contact = requests.read_contact(asked, form.cleaned_data["reason"], by=request.user)
    return render(request, "people/join_request.html", {"asked": asked, "form": form, "contact": contact})


@allow(Role.MANAGER)
@require_POST
def invite(request: HttpRequest, public_id: str) -> HttpResponse:
    """Issue a join link: mailed, or shown once to be handed over."""
    by_mail = request.POST.get("how") == "mail"
    link = requests.invite(join_request_for(request.user, public_id), by=request.user, mail=by_mail)
    if link is None or by_mail:
        return redirect("people:join_requests")
    return _show_link(request, link)


@allow(Role.MANAGER)
@require_POST
def decline(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close the request; nothing is sent."""
    requests.decline(join_request_for(request.user, public_id), by=request.user)
    return redirect("people:join_requests")


@allow(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def recovery(request: HttpRequest) -> HttpResponse:
    """Issue a link by which a known person sets a new way to sign in."""
    if take(request, "recover", person=request.user.public_id) is None:
        return too_many(request)
    form = form_for(request, RecoveryForm)
    if request.method == "POST" and form.is_valid():
        return _show_link(request, issue_recovery_link(form.person, by=request.user))
    return render(request, "people/recovery.html", {"form": form})


def _show_link(request: HttpRequest, link) -> HttpResponse:
    url = request.build_absolute_uri(entry_path(link))
    return render(request, "people/link_once.html", {"url": url, "link": link})
