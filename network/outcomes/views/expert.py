"""What your input did: an expert's own page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from network.common import clock
from network.common.pagination import page_of
from network.common.states import MoveRefused
from network.experts.queries import profile_of
from network.outcomes import services
from network.outcomes.forms import CheckForm
from network.outcomes.queries.access import recommendation_for_contributor, with_story
from network.outcomes.queries.contributors import from_work_of
from network.outcomes.queries.register import register_line
from network.outcomes.states import CHECKABLE
from network.people.access import allow
from network.people.drafts import form_for
from network.people.roles import Role


@allow(Role.EXPERT)
@require_safe
def your_input(request: HttpRequest) -> HttpResponse:
    """The recommendations made from this expert's work, with the offices' answers."""
    found = with_story(from_work_of(request.user).select_related("request", "agency"))
    page, now = page_of(found, request), clock.now()
    lines = [register_line(each, now) for each in page]
    return render(request, "outcomes/your_input.html", {"page": page, "lines": lines})


@allow(Role.EXPERT)
@require_http_methods(["GET", "HEAD", "POST"])
def your_input_one(request: HttpRequest, public_id: str) -> HttpResponse:
    """One of them, with the question whether a claimed change was made."""
    found = recommendation_for_contributor(request.user, public_id)
    own = found.verdicts.filter(profile=profile_of(request.user)).first()
    form = form_for(request, CheckForm) if found.state in CHECKABLE else None
    if form and request.method == "POST" and form.is_valid():
        try:
            services.check(found, profile_of(request.user), **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Thank you. Your word is recorded, and the office is told.")
            return redirect("outcomes:your_input_one", public_id)
    context = {"line": register_line(found, clock.now()), "form": form, "own": own}
    return render(request, "outcomes/your_input_one.html", context)
