"""Offices that must not see me. The search is a POST: a name in the address would stay in the browser's history."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from network.experts import services
from network.experts.forms import OfficeForm, OfficeSearchForm
from network.experts.queries import office_named, offices_like, profile_of, walls_of
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role


@allow(Role.EXPERT)
def walls(request):
    own = profile_of(request.user)
    form = form_for(request, OfficeSearchForm)
    context = {"form": form, "walls": walls_of(own)}
    if request.method == "POST" and form.is_valid():
        context["found"] = offices_like(own, form.cleaned_data["words"])
    return render(request, "experts/walls.html", context)


@allow(Role.EXPERT)
@require_POST
def add_wall(request):
    services.add_wall(profile_of(request.user), _office(request))
    return redirect("rights:walls")


@allow(Role.EXPERT)
@require_POST
def remove_wall(request):
    services.remove_wall(profile_of(request.user), _office(request))
    return redirect("rights:walls")


def _office(request):
    form = OfficeForm(request.POST)
    return office_named(form.cleaned_data["office"] if form.is_valid() else "")
