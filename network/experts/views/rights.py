"""My rights: who looked, walls, pause, a copy of everything, leaving."""

from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from network.common.pagination import page_of
from network.experts import services
from network.experts.export import everything_about
from network.experts.forms import OfficeForm, OfficeSearchForm, SureForm
from network.experts.queries import office_named, offices_like, profile_of, readings_of, walls_of
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role


@allow(Role.EXPERT)
@require_safe
def who_looked(request):
    page = page_of(readings_of(profile_of(request.user)), request)
    return render(request, "experts/who_looked.html", {"page": page})


@allow(Role.EXPERT)
def walls(request):
    """The search is a POST: a name in the address would stay in the browser's history."""
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


@allow(Role.EXPERT)
@require_POST
def pause(request):
    own = profile_of(request.user)
    if request.POST.get("pause") == "no":
        services.resume(own)
    else:
        services.pause(own)
    return redirect("consent:home")


@allow(Role.EXPERT)
def export(request):
    own = profile_of(request.user)
    if request.method != "POST":
        return render(request, "experts/export.html")
    answer = JsonResponse(everything_about(own), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@allow(Role.EXPERT)
def leave(request):
    own = profile_of(request.user)
    form = form_for(request, SureForm)
    if request.method == "POST" and form.is_valid() and _left(own, form):
        logout(request)
        return redirect("/leave-safely/")
    context = {"form": form, "open": services.what_is_open(own)}
    return render(request, "experts/leave.html", context)


def _office(request):
    form = OfficeForm(request.POST)
    return office_named(form.cleaned_data["office"] if form.is_valid() else "")


def _left(own, form) -> bool:
    try:
        services.leave(own)
    except services.StillOpen as still:
        form.add_error(None, str(still))
        return False
    return True
