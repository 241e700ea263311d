"""Entry links: choose an alias, then a way to sign in. Opening a link changes nothing."""

from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib.auth import logout
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from network.people.access import public
from network.people.drafts import form_for
from network.people.entry import link_by_token
from network.people.forms.joining import TAKEN, AliasForm, ExpertForm, NewPasswordForm
from network.people.forms.signing_in import AddPasskeyForm
from network.people.limits import take, too_many
from network.people.models import EntryLink, User
from network.people.roles import Role
from network.people.services import joining


def _by_link(view: Callable) -> Callable:
    """Give the view its link; forged, used, expired and foreign ones lead to one page, the same bytes."""

    @public
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def with_link(request: HttpRequest, token: str) -> HttpResponse:
        try:
            link = link_by_token(token)
            if take(request, "enter", link=link.public_id) is None:
                return too_many(request)
            return view(request, token, link)
        except Http404:
            return render(request, "people/link_over.html", status=404)

    return with_link


@_by_link
def enter(request: HttpRequest, token: str, link: EntryLink) -> HttpResponse:
    """The first page of a link: an alias for somebody new, the ways to sign in for somebody known."""
    if link.user:
        return render(request, "people/choose_way.html", {"token": token, "link": link})
    form_class = ExpertForm if link.role == Role.EXPERT else AliasForm
    form = form_for(request, form_class)
    if request.method == "POST" and form.is_valid() and _took_alias(link, form):
        return redirect("people:enter", token)
    return render(request, "people/join.html", {"form": form, "link": link})


@_by_link
def enter_by_password(request: HttpRequest, token: str, link: EntryLink) -> HttpResponse:
    """Set a password and come in."""
    if link.user is None:
        return redirect("people:enter", token)
    form = form_for(request, NewPasswordForm, user=link.user)
    if request.method == "POST" and form.is_valid():
        user = joining.enter_by_password(link, form.cleaned_data["password"])
        return _come_in(request, user, "password")
    return render(request, "people/enter_password.html", {"form": form, "token": token, "link": link})


@_by_link
def enter_by_passkey(request: HttpRequest, token: str, link: EntryLink) -> HttpResponse:
    """Make a passkey and come in."""
    if link.user is None:
        return redirect("people:enter", token)
    form = form_for(request, AddPasskeyForm, user=link.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        user, passkey = joining.enter_by_passkey(link, given["name"], given["credential"])
        return _come_in(request, user, "mfa", id=passkey.pk, type=passkey.type, passwordless=True)
    options = {"creation_options": begin_registration(link.user, True)}
    return render(
        request, "people/enter_passkey.html", {"form": form, "token": token, "link": link, "js_data": options}
    )


def _took_alias(link: EntryLink, form: AliasForm) -> bool:
    given = form.cleaned_data
    try:
        joining.take_alias(
            link,
            given["alias"],
            contact=getattr(form, "contact", None),
            time_zone=given.get("time_zone", "UTC"),
        )
    except IntegrityError:
        form.add_error("alias", TAKEN)
        return False
    return True


def _come_in(request: HttpRequest, user: User, method: str, **how) -> HttpResponse:
    """Sign the person in as allauth would; what they just set counts as a fresh confirmation."""
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, user, method, reauthenticated=True, **how)
    return perform_login(request, Login(user=user))
