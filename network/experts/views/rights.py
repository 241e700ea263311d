"""My rights: pause, a copy of everything, leaving."""

from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from network.common import clock
from network.experts import services
from network.experts.export import everything_about
from network.experts.forms import SureForm
from network.experts.queries import profile_of
from network.people.access import allow, confirmed
from network.people.drafts import form_for
from network.people.roles import Role


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
@confirmed
def export(request):
    own = profile_of(request.user)
    if request.method != "POST":
        return render(request, "experts/export.html")
    answer = JsonResponse(everything_about(own), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="copy-{clock.now():%Y-%m-%d}.json"'
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


def _left(own, form) -> bool:
    try:
        services.leave(own)
    except services.StillOpen as still:
        form.add_error(None, str(still))
        return False
    return True
