"""Who looked: every reading of sealed data by somebody else, as the expert sees it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.common.pagination import page_of
from network.experts.queries import profile_of, readings_of
from network.people.access import allow
from network.people.roles import Role


@allow(Role.EXPERT)
@require_safe
def who_looked(request):
    page = page_of(readings_of(profile_of(request.user)), request)
    return render(request, "experts/who_looked.html", {"page": page})
