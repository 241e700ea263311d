"""The finance room's books: funds, each fund's statement, and the ledger."""

from datetime import UTC, datetime, time

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from payments import access, queries
from payments.access import permission
from payments.forms import Moment

PER_PAGE = 25


@permission(access.VIEW)
@require_GET
def funds(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.fund_list(), PER_PAGE).get_page(request.GET.get("page"))
    balances = queries.balances_of(page.object_list)
    rows = [(fund, balances[fund.public_id]) for fund in page.object_list]
    return render(request, "payments/funds.html", {"page": page, "rows": rows})


@permission(access.VIEW)
@require_GET
def fund(request: HttpRequest, public_id: str) -> HttpResponse:
    found = queries.fund_for(public_id)
    lines = Paginator(queries.fund_statement(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "fund": found,
        "balances": queries.fund_balances(found),
        "page": lines,
    }
    return render(request, "payments/fund.html", context)


@permission(access.VIEW)
@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    form = Moment(request.GET)
    day = form.cleaned_data["day"] if form.is_valid() else None
    at = day and datetime.combine(day, time.max, UTC)
    context = {
        "form": form,
        "balance": queries.trial_balance(at),
        "page": Paginator(queries.movements(at), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "payments/ledger.html", context)
