"""The finance room: payments by state, one payment, and what can be done with it."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from payments import access, conf, queries, services
from payments.access import permission, person
from payments.forms import Act, Filter, Hold, Record
from payments.models import Payment
from payments.policies import offers
from payments.rails import RailNotSetUp

PER_PAGE = 25
REFUSALS = (
    RailNotSetUp,
    services.AlreadyRecorded,
    services.MoveRefused,
    services.NothingToConfirm,
    services.PayeeNotReady,
    services.SamePerson,
    services.WrongRail,
)


@permission(access.VIEW)
@require_GET
def payment_list(request: HttpRequest) -> HttpResponse:
    form = Filter(request.GET)
    form.is_valid()
    found = queries.payment_list(**{name: form.cleaned_data.get(name, "") for name in form.fields})
    context = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "counts": queries.count_by_state(),
    }
    return render(request, "payments/list.html", context)


@permission(access.VIEW)
@require_GET
def payment(request: HttpRequest, public_id: str) -> HttpResponse:
    return _payment_page(request, queries.payment_for(public_id))


@permission(access.RELEASE)
@require_POST
def release(request: HttpRequest, public_id: str) -> HttpResponse:
    return _act(request, public_id, services.release_payment, "The payment is released.")


@permission(access.RELEASE)
@require_POST
def hold(request: HttpRequest, public_id: str) -> HttpResponse:
    return _act(request, public_id, services.hold_payment, "The payment is kept back.", Hold)


@permission(access.RELEASE)
@require_POST
def lift(request: HttpRequest, public_id: str) -> HttpResponse:
    return _act(request, public_id, services.lift_hold, "The payment is due again.")


@permission(access.RELEASE)
@require_POST
def retry(request: HttpRequest, public_id: str) -> HttpResponse:
    return _act(request, public_id, services.retry_payment, "The payment is tried again.")


@permission(access.RELEASE)
@require_POST
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    return _act(request, public_id, services.record_transfer, "The reference is recorded.", Record)


@permission(access.CONFIRM)
@require_POST
def confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    return _act(request, public_id, services.confirm_payment, "The payment is confirmed.")


@permission(access.RELEASE)
@require_POST
def settle(request: HttpRequest, public_id: str) -> HttpResponse:
    return _act(request, public_id, services.settle_payment, "The payment is settled.")


@permission(access.RELEASE)
@require_POST
def bring_back(request: HttpRequest, public_id: str) -> HttpResponse:
    return _act(request, public_id, services.bring_back, "The money is back. The payment can be tried again.")


def _act(
    request: HttpRequest, public_id: str, verb: Callable, done: str, form_class: type[Act] = Act
) -> HttpResponse:
    """Do one thing and go back to the payment; what is refused is said on the page, with what was typed."""
    found, form = queries.payment_for(public_id), form_class(request.POST)
    if form.is_valid():
        try:
            verb(found, **form.cleaned_data, by=person(request), at=conf.now())
        except REFUSALS as refused:
            form.add_error(form.main_field, str(refused))
        else:
            messages.success(request, done)
            return redirect("payments:payment", public_id)
    return _payment_page(request, queries.payment_for(public_id), form)


def _payment_page(request: HttpRequest, found: Payment, acted: Act | None = None) -> HttpResponse:
    steps, attempts = list(found.steps.all()), list(found.attempts.all())
    permissions = {name for name in (access.RELEASE, access.CONFIRM) if request.user.has_perm(name)}
    forms = {"record_form": Record(), "hold_form": Hold()}
    if isinstance(acted, (Record, Hold)):
        forms["record_form" if isinstance(acted, Record) else "hold_form"] = acted
    context = {
        "payment": found,
        "steps": steps,
        "attempts": attempts,
        "progress": queries.progress_of(found, steps),
        "movements": queries.movements(subject=found.public_id),
        "offers": offers(found, attempts[-1] if attempts else None, permissions),
        "acted": acted,
        **forms,
    }
    return render(request, "payments/payment.html", context)
