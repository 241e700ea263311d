"""Pages that exist under demo settings only: who to be, what was mailed, and a tour by hand."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from network.common import clock
from network.demo import mailbox as mails
from network.demo import moved_clock, queries
from network.demo.forms import DaysForm
from network.demo.loader.staff import DEMO_PASSWORD
from network.demo.tour import STEPS
from network.people.access import public


@public
@never_cache
@require_safe
def people(request):
    """The demo people by role, each with a button that signs in as them."""
    return render(request, "demo/people.html", _people(DaysForm()))


def _people(form):
    return {
        "groups": queries.people_by_role(),
        "form": form,
        "moved": moved_clock.offset(),
        "now": clock.now(),
        "password": DEMO_PASSWORD,
    }


@public
@require_POST
def sign_in(request, public_id):
    """Sign in as a demo person, second step and "Is it you?" included; nobody else can be reached this way."""
    person = queries.demo_person(public_id)
    login(request, person, backend="network.people.backend.RolesBackend")
    record_authentication(request, person, method="password")
    return HttpResponseRedirect(reverse("workspace:home"))


@public
@never_cache
@require_safe
def mailbox(request):
    """Every message the demo has sent, newest first."""
    return render(request, "demo/mailbox.html", {"messages_sent": mails.newest(50)})


@public
@require_POST
def let_days_pass(request):
    """Move the demo's clock ahead and run the worker's duties."""
    form = DaysForm(request.POST)
    if form.is_valid():
        moved_clock.let_pass(form.cleaned_data["days"])
        return HttpResponseRedirect(reverse("demo:people"))
    return render(request, "demo/people.html", _people(form), status=422)


@public
@require_safe
def tour(request):
    """One engagement followed by hand, step by step."""
    return render(request, "demo/tour.html", {"steps": STEPS})
