"""The official's page that proposes a time: a day, then one of the expert's times on it."""

from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.shortcuts import redirect, render

from network.agencies.queries import own_official
from network.common.states import MoveRefused
from network.engagements import services
from network.engagements.forms import ProposeForm
from network.engagements.queries.access import office_engagement
from network.engagements.queries.times import offered_for
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role


@allow(Role.OFFICIAL)
def propose(request, public_id):
    """Times are shown in the official's own zone; where the expert lives is not told."""
    engagement = office_engagement(request.user, public_id)
    days = _by_day(offered_for(engagement), request.user.time_zone)
    day = _chosen(request.GET.get("day"), days)
    form = form_for(request, ProposeForm, times=days.get(day, []), zone=request.user.time_zone)
    if form.is_valid():
        try:
            services.propose_session(engagement, own_official(request.user), **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The time is with the expert, who says whether it suits.")
            return redirect("engagements:office_one", public_id)
    context = {"form": form, "engagement": engagement, "days": list(days), "day": day}
    return render(request, "engagements/propose.html", context)


def _by_day(times: list[datetime], zone: str) -> dict[date, list[datetime]]:
    """The times by their local day, in order."""
    local_day = lambda moment: moment.astimezone(ZoneInfo(zone)).date()  # noqa: E731
    return {day: list(moments) for day, moments in groupby(times, key=local_day)}


def _chosen(asked: str | None, days: dict[date, list[datetime]]) -> date | None:
    """The day asked for, or the first one that has times."""
    return next((day for day in days if day.isoformat() == asked), next(iter(days), None))
