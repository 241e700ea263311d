"""Who looked: every reading of sealed data by somebody else, as the expert sees it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.common.pagination import page_of
from network.experts.queries import openings_of, profile_of, readings_of
from network.people.access import allow
from network.people.roles import Role


@allow(Role.EXPERT)
@require_safe
def who_looked(request):
    own = profile_of(request.user)
    context = {"page": page_of(readings_of(own), request), "openings": openings_of(own)}
    return render(request, "experts/who_looked.html", context)
