"""The audit log, read only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.audit.models import Entry
from network.common.pagination import page_of
from network.people.access import allow
from network.people.roles import Role
from network.workspace.queries.chains import chain_ends


@allow(Role.AUDITOR)
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Whether the chains hold, and the newest entries: who did what to which object, by public ids."""
    page = page_of(Entry.objects.order_by("-pk"), request)
    return render(request, "workspace/audit.html", {"page": page, "chains": chain_ends()})
