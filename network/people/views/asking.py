"""Ask to join: the same page and the same work for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from network.people.access import public
from network.people.drafts import form_for
from network.people.forms.joining import AskToJoinForm
from network.people.limits import take, too_many
from network.people.services import requests


@public
def ask_to_join(request: HttpRequest) -> HttpResponse:
    """Take an address. Nothing is looked up, so the answer says nothing about who is known here."""
    form = form_for(request, AskToJoinForm)
    if request.method == "POST" and form.is_valid():
        if take(request, "ask_to_join") is None:
            return too_many(request)
        requests.ask_to_join(form.contact)
        return redirect("people:asked_to_join")
    return render(request, "people/ask_to_join.html", {"form": form})


@public
@require_safe
def asked_to_join(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "people/asked_to_join.html")


@public
@require_safe
def back_in(request: HttpRequest) -> HttpResponse:
    """How to get back in: there is no reset by e-mail, a person gives a link."""
    return render(request, "people/back_in.html")
