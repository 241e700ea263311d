"""An expert's own money."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.common.pagination import page_of
from network.experts.queries import profile_of
from network.people.access import allow
from network.people.roles import Role
from network.workspace.queries.money import own_work, totals_of, with_money

PER_PAGE = 10


@allow(Role.EXPERT)
@require_safe
def money(request: HttpRequest) -> HttpResponse:
    """Every piece of work with its money, from set aside to paid."""
    profile = profile_of(request.user)
    page = page_of(own_work(profile), request, PER_PAGE)
    context = {"page": page, "work": with_money(page), "totals": totals_of(profile)}
    return render(request, "workspace/money.html", context)
