"""Who must not see me. The search is a POST: a name in the address would stay in the browser's history."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from network.experts import services
from network.experts.forms import GovernmentForm, OfficeSearchForm, WallForm
from network.experts.queries import named, offices_like, officials_like, profile_of, walls_of
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role


@allow(Role.EXPERT)
def walls(request):
    own = profile_of(request.user)
    form = form_for(request, OfficeSearchForm)
    context = {"form": form, "government": GovernmentForm(), "walls": walls_of(own)}
    if request.method == "POST" and form.is_valid():
        words, person = form.cleaned_data["words"], form.cleaned_data["person"]
        context["offices"] = [] if person else offices_like(own, words)
        context["people"] = officials_like(own, words, person) if person else []
        context["searched"] = True
    return render(request, "experts/walls.html", context)


@allow(Role.EXPERT)
@require_POST
def add_wall(request):
    services.add_wall(profile_of(request.user), _named(request))
    return redirect("rights:walls")


@allow(Role.EXPERT)
@require_POST
def remove_wall(request):
    services.remove_wall(profile_of(request.user), _named(request))
    return redirect("rights:walls")


def _named(request):
    form = WallForm(request.POST)
    if not form.is_valid():
        raise Http404
    return named(**form.cleaned_data)
