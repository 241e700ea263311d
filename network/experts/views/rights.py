"""My rights: pause, a copy of everything, leaving."""

from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from network.common import clock
from network.common.documents import as_pdf
from network.common.retention import gone_on_leaving, kept_on_leaving
from network.experts import services
from network.experts.export import everything_about
from network.experts.forms import SureForm
from network.experts.models import Profile
from network.experts.queries import profile_of
from network.experts.readable import readable_copy
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
    """The page, or on POST the file: to read, or as data. Its name says nothing but the day."""
    own = profile_of(request.user)
    if request.method != "POST":
        return render(request, "experts/export.html")
    answer = _data(own) if request.POST.get("as") == "data" else _document(own)
    ending = "json" if request.POST.get("as") == "data" else "pdf"
    answer["Content-Disposition"] = f'attachment; filename="copy-{clock.now():%Y-%m-%d}.{ending}"'
    return answer


@allow(Role.EXPERT)
@confirmed
def leave(request):
    """What goes and what stays, and the one button; or, while money is open, what it waits for."""
    own = profile_of(request.user)
    form = form_for(request, SureForm)
    if request.method == "POST" and form.is_valid():
        if not services.leave(own):
            return redirect("rights:leave")
        logout(request)
        return redirect("/leave-safely/")
    context = {
        "form": form,
        "open": services.what_is_open(own),
        "waits": own.state == Profile.State.LEAVING,
        "gone": gone_on_leaving(),
        "kept": kept_on_leaving(),
    }
    return render(request, "experts/leave.html", context)


@allow(Role.EXPERT)
@require_POST
def stay(request):
    services.stay(profile_of(request.user))
    return redirect("consent:home")


def _data(own: Profile) -> HttpResponse:
    return JsonResponse(everything_about(own), json_dumps_params={"indent": 2, "ensure_ascii": False})


def _document(own: Profile) -> HttpResponse:
    return HttpResponse(as_pdf(readable_copy(own)), content_type="application/pdf")
