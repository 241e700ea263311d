"""When I can meet: the week, and days off."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from network.common import clock
from network.common.plain import zone_name
from network.experts import services
from network.experts.forms import DayForm, DayOffForm, HoursForm, WindowForm
from network.experts.queries import profile_of
from network.experts.readiness import is_ready
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role


@allow(Role.EXPERT)
def week(request):
    own = profile_of(request.user)
    form = form_for(request, HoursForm)
    if request.method == "POST" and form.is_valid():
        services.add_hours(own, **form.cleaned_data)
        return redirect("experts:availability")
    context = {
        "form": form,
        "windows": own.windows.all(),
        "ready": is_ready(own),
        "zone": zone_name(request.user.time_zone),
    }
    return render(request, "experts/week.html", context)


@allow(Role.EXPERT)
@require_POST
def remove_hours(request):
    form = WindowForm(request.POST)
    if form.is_valid():
        services.remove_hours(profile_of(request.user), **form.cleaned_data)
    return redirect("experts:availability")


@allow(Role.EXPERT)
def days_off(request):
    own = profile_of(request.user)
    form = form_for(request, DayOffForm)
    if request.method == "POST" and form.is_valid():
        services.add_day_off(own, form.cleaned_data["day"])
        return redirect("experts:days_off")
    coming = own.days_off.filter(date__gte=clock.now().date())
    return render(request, "experts/days_off.html", {"form": form, "days": coming})


@allow(Role.EXPERT)
@require_POST
def remove_day_off(request):
    form = DayForm(request.POST)
    if form.is_valid():
        services.remove_day_off(profile_of(request.user), form.cleaned_data["day"])
    return redirect("experts:days_off")
