"""How I am paid, and the one page on which finance reads where money goes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from network.common import clock
from network.experts import services
from network.experts.disclosure import Viewer, disclose_payout
from network.experts.forms import CountryForm, PayoutForm, RailForm, ReasonForm
from network.experts.own import own_payout_details
from network.experts.queries import payee_of, profile_of, profile_of_payee
from network.experts.readiness import is_ready
from network.people.access import allow, confirmed
from network.people.drafts import form_for
from network.people.roles import Role
from payments import conf
from payments.models import Payee
from payments.rails import RailNotSetUp, RailUnreachable


@allow(Role.EXPERT)
@confirmed
@require_safe
def pay(request):
    """What is set up now, or at first the choice of how."""
    own = profile_of(request.user)
    payee = payee_of(own)
    if payee is None or "pay" not in own.answered:
        return redirect("experts:pay_how" if conf.stripe_secret_key() else "experts:pay_to")
    context = {
        "payee": payee,
        "held": payee.is_held(clock.now()),
        "details": own_payout_details(own),
        "stripe": conf.stripe_secret_key(),
        "ready": is_ready(own),
    }
    return render(request, "experts/pay.html", context)


@allow(Role.EXPERT)
def pay_how(request):
    form = form_for(request, RailForm)
    if request.method == "POST" and form.is_valid():
        return redirect(
            "experts:pay_to" if form.cleaned_data["rail"] == Payee.Rail.MANUAL else "experts:pay_stripe"
        )
    return render(request, "experts/pay_how.html", {"form": form})


@allow(Role.EXPERT)
@confirmed
def pay_to(request):
    own = profile_of(request.user)
    form = form_for(request, PayoutForm, initial={"details": own_payout_details(own)})
    if request.method == "POST" and form.is_valid():
        services.keep_payout_details(own, form.cleaned_data["details"])
        messages.success(request, "Saved. Only the people who pay you can read it, and you see when they do.")
        return redirect("experts:pay" if is_ready(own) else "experts:get_ready")
    return render(request, "experts/pay_to.html", {"form": form, "changing": "pay" in own.answered})


@allow(Role.EXPERT)
@confirmed
def pay_stripe(request):
    """Ask for the country, then show the way to Stripe's own pages."""
    own = profile_of(request.user)
    form = form_for(request, CountryForm)
    if request.method == "POST" and form.is_valid():
        return _begin_stripe(request, own, form)
    return render(request, "experts/pay_stripe.html", {"form": form})


@allow(Role.EXPERT)
@require_safe
def pay_stripe_back(request):
    """Where Stripe sends the expert back to.

    Stripe leads the browser here by a link, so this is a GET that writes. It is safe to open at any time and by
    any link: it keeps what Stripe says now about the reader's own account, takes nothing from the address, and
    opened twice gives the same row.
    """
    try:
        services.refresh_payee(profile_of(request.user))
    except (RailNotSetUp, RailUnreachable) as trouble:
        messages.warning(request, str(trouble))
    return redirect("experts:pay")


@allow(Role.FINANCE)
@confirmed
def payout_details(request, public_id):
    profile_of_payee(public_id)
    form = form_for(request, ReasonForm)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        viewer = Viewer(request.user, Role.FINANCE)
        context["shown"] = disclose_payout(public_id, viewer, form.cleaned_data["reason"]).fields
        context["answered"] = True
    return render(request, "experts/payout_details.html", context)


def _begin_stripe(request, own, form) -> HttpResponse:
    back = request.build_absolute_uri(reverse("experts:pay_stripe_back"))
    context = {"form": form}
    try:
        context["onboarding"] = services.begin_stripe(own, form.cleaned_data["country"], back)
    except (RailNotSetUp, RailUnreachable) as trouble:
        form.add_error(None, str(trouble))
    return render(request, "experts/pay_stripe.html", context)
