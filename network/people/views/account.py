"""How you sign in, and how you can be reached: each person's own pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from network.people.access import confirmed, signed_in
from network.people.drafts import form_for
from network.people.forms.account import PlaceForm, ScreenForm
from network.people.known_devices import remember_device
from network.people.queries import passkey_for, ways_in
from network.people.roles import Role
from network.people.services import account


@signed_in
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Passkeys, password, second step, devices, place and contact on one page."""
    return render(
        request,
        "people/account.html",
        {"ways": ways_in(request.user), "has_contact": Role.OFFICIAL not in request.user.roles},
    )


@signed_in
@require_safe
def second_step(request: HttpRequest) -> HttpResponse:
    """Why a second step is needed, and the two ways to set one up."""
    return render(request, "people/second_step.html")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest) -> HttpResponse:
    """Time zone and language."""
    user = request.user
    form = form_for(request, PlaceForm, initial={"time_zone": user.time_zone, "language": user.language})
    if request.method == "POST" and form.is_valid():
        account.keep_place(user, **form.cleaned_data)
        messages.success(request, "Your time zone and language are saved.")
        return redirect("people:account")
    return render(request, "people/place.html", {"form": form})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: HttpRequest) -> HttpResponse:
    """Whether a neutral word stands where the network's name would."""
    form = form_for(request, ScreenForm, initial={"discreet": ("no", "yes")[request.user.discreet]})
    if request.method == "POST" and form.is_valid():
        account.keep_discretion(request.user, **form.cleaned_data)
        messages.success(request, "Your choice is saved.")
        response = redirect("people:account")
        remember_device(response, request.user)
        return response
    return render(request, "people/screen.html", {"form": form})


@signed_in
@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def remove_passkey(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask once, then remove a passkey."""
    passkey = passkey_for(request.user, ref)
    if request.method == "POST":
        try:
            account.remove_passkey(request.user, passkey)
            messages.success(request, "The passkey is removed.")
        except account.LastWayIn as refused:
            messages.warning(request, str(refused))
        return redirect("people:account")
    return render(request, "people/remove_passkey.html", {"name": passkey.wrap().name})
