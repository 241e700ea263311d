"""Where a person is signed in, and signing out there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from network.people.access import confirmed, signed_in
from network.people.discretion import sign_out
from network.people.queries import device_for, devices_of
from network.people.services import account


@signed_in
@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def devices(request: HttpRequest) -> HttpResponse:
    """The devices of the last hours. A POST signs out all but this one."""
    this = request.session.session_key
    if request.method == "POST":
        account.sign_out_elsewhere(request.user, this)
        messages.success(request, "All your other devices are signed out.")
        return redirect("usersessions_list")
    found = devices_of(request.user, this)
    others = any(device["is_open"] and not device["is_this"] for device in found)
    return render(request, "people/devices.html", {"devices": found, "others": others})


@signed_in
@confirmed
@require_POST
def sign_out_one(request: HttpRequest, ref: str) -> HttpResponse:
    """Sign one device out; this one too, if it is the one that was meant."""
    device = device_for(request.user, ref)
    if device.session_key == request.session.session_key:
        account.sign_out_device(request.user, device)
        sign_out(request)
        return redirect("account_login")
    account.sign_out_device(request.user, device)
    messages.success(request, "That device is signed out.")
    return redirect("usersessions_list")


@signed_in
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of this person, this one too."""
    account.sign_out_everywhere(request.user)
    sign_out(request)
    return redirect("account_login")
