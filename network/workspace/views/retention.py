"""How long everything is kept, for those who answer for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.common.pagination import page_of
from network.people.access import allow
from network.people.roles import Role
from network.workspace.queries.retention import removals, retention_lines


@allow(Role.MANAGER, Role.AUDITOR)
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Each class of data with its period and reason, what was removed, and what is due next."""
    context = {"lines": retention_lines(), "page": page_of(removals(), request)}
    return render(request, "workspace/retention.html", context)
