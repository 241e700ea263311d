"""What programme managers watch."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from network.common.duties import duty_board
from network.common.pagination import page_of
from network.notifications.queries import undelivered
from network.outcomes.queries.measures import Scope, measure
from network.outcomes.statistics import Audience
from network.people.access import allow
from network.people.roles import Role
from network.workspace.forms import GlanceForm
from network.workspace.queries.glance import PERIODS, agencies, glance, payments_by_state, scope_of
from network.workspace.queries.watch import late_payments, with_offices


@allow(Role.MANAGER)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The network at a glance: engagements, payments and outcomes on one page, counted at most once a minute."""
    months = request.GET.get("months", "12")
    months = months if months in PERIODS else ""
    scope = scope_of(request.GET.get("office", ""), months)
    office = scope.agency.public_id if scope.agency else ""
    context = {
        "office": office,
        "months": months,
        "form": SimpleLazyObject(
            lambda: GlanceForm({"office": office, "months": months}, offices=agencies())
        ),
        "glance": SimpleLazyObject(lambda: glance(scope)),
        "withheld": Audience.INSIDE.withheld,
    }
    return render(request, "workspace/overview.html", context)


@allow(Role.MANAGER)
@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """Every scheduled job with its last and next run."""
    context = {"board": duty_board(), "undelivered": undelivered()}
    return render(request, "workspace/duties.html", context)


@allow(Role.MANAGER)
@require_safe
def payments_watch(request: HttpRequest) -> HttpResponse:
    """How fast experts are paid, and who waits too long."""
    page = page_of(late_payments(), request)
    everything = Scope()
    measured = [each for each in measure(everything, Audience.INSIDE) if each.indicator.slug == "days_to_pay"]
    context = {
        "page": page,
        "late": with_offices(page),
        "measured": measured,
        "payments": payments_by_state(everything, Audience.INSIDE),
        "withheld": Audience.INSIDE.withheld,
    }
    return render(request, "workspace/payments_watch.html", context)
