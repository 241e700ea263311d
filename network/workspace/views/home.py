"""The signed-in home of each role."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.people.access import signed_in
from network.workspace.homes import HOMES, chosen_role, roles_in_order


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for this person in one of their roles; `?as=` chooses among several."""
    role = chosen_role(request.user, request.GET.get("as", ""))
    if role is None:
        return render(request, "workspace/nothing.html")
    found = HOMES[role]
    roles = roles_in_order(request.user)
    context = {"role": role, "roles": roles if len(roles) > 1 else [], **found.shows(request.user)}
    return render(request, found.template, context)
