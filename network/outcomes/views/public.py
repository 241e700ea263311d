"""We asked, you said, we did: the register, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.common.pagination import page_of
from network.outcomes.forms import RegisterFilterForm
from network.outcomes.queries.register import (
    public_line,
    public_offices,
    public_recommendations,
    public_register,
)
from network.people.access import public


@public
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every recommendation and what became of it."""
    form = RegisterFilterForm(request.GET, offices=public_offices())
    page = page_of(public_recommendations(**form.chosen()), request)
    return render(
        request, "outcomes/register.html", {"page": page, "lines": public_register(page), "form": form}
    )


@public
@require_safe
def register_one(request: HttpRequest, public_id: str) -> HttpResponse:
    """One recommendation and what became of it."""
    return render(request, "outcomes/register_one.html", {"line": public_line(public_id)})
